import { TickStacks } from './tick-stacks.js'
import type { TickStore, TickView } from './tick-store.js'

/** First, last, lowest and highest price of the ticks in `(now - t1, now - t2]`. Two stacks: O(1) amortised. */
export class TickPrices extends TickStacks {
  /** Price of the first tick after `update`, NaN while there is none. */
  first: number = NaN
  /** Price of the last tick after `update`, NaN while there is none. */
  latest: number = NaN
  /** Lowest price after `update`, NaN while there is no tick. */
  min: number = NaN
  /** Highest price after `update`, NaN while there is no tick. */
  max: number = NaN
  private lows: Float64Array = new Float64Array(64)
  private highs: Float64Array = new Float64Array(64)
  readonly #ticks: TickStore

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number) {
    super(ticks, t1, t2, 0)
    this.#ticks = ticks
  }

  override update(view: TickView): void {
    this.move(view)
    const { start, mid, end, shift, slots, lows, highs } = this
    const { price, mask } = this.#ticks
    let min = Infinity
    let max = -Infinity
    this.first = NaN
    this.latest = NaN
    this.min = NaN
    this.max = NaN
    if (start < end) {
      this.first = price[start & mask] as number
      this.latest = price[(end - 1) & mask] as number
    }
    if (start < mid) {
      min = lows[(start - shift) & slots] as number
      max = highs[(start - shift) & slots] as number
    }
    if (mid < end) {
      const slot = (end - 1 - shift) & slots
      if ((lows[slot] as number) < min) min = lows[slot] as number
      if ((highs[slot] as number) > max) max = highs[slot] as number
    }
    if (view.newestTs > view.now - this.t1 && view.newestTs <= view.now - this.t2) {
      if (view.newestPrice < min) min = view.newestPrice
      if (view.newestPrice > max) max = view.newestPrice
      if (start === end) this.first = view.newestPrice
      this.latest = view.newestPrice
    }
    if (min === Infinity) return
    this.min = min
    this.max = max
  }

  protected override push(from: number, to: number): void {
    const { mid, shift, slots, lows, highs } = this
    const { price, mask } = this.#ticks
    if (from === this.start) this.last = from
    let min = from > mid ? (lows[(from - 1 - shift) & slots] as number) : Infinity
    let max = from > mid ? (highs[(from - 1 - shift) & slots] as number) : -Infinity
    for (let at = from; at < to; at++) {
      const here = price[at & mask] as number
      if (here < min) min = here
      if (here > max) max = here
      lows[(at - shift) & slots] = min
      highs[(at - shift) & slots] = max
    }
  }

  protected override turn(): void {
    const { start, mid, shift, slots, lows, highs } = this
    const { price, mask } = this.#ticks
    this.last = mid - 1
    let min = Infinity
    let max = -Infinity
    for (let at = mid - 1; at >= start; at--) {
      const here = price[at & mask] as number
      if (here < min) min = here
      if (here > max) max = here
      lows[(at - shift) & slots] = min
      highs[(at - shift) & slots] = max
    }
  }

  protected override grow(slots: number): void {
    this.lows = this.regrown(this.lows, slots)
    this.highs = this.regrown(this.highs, slots)
  }
}
