import { TickStacks } from './tick-stacks.js'
import type { TickStore, TickView } from './tick-store.js'

/**
 * Mean of the prices in `(now - t1, now - t2]`, each tick weighing the same, and their squared deviations from it.
 * Two stacks, merged by the rule of Chan, Golub and LeVeque; deviations are taken from a price of the window, so that a
 * flat window deviates by exactly 0 and nothing is lost at high levels.
 */
export class TickMoments extends TickStacks {
  /** Ticks in the window after `update`. */
  count = 0
  /** Their mean price, NaN while there is none. */
  mean: number = NaN
  /** Sum of their squared deviations from it. */
  squares: number = NaN
  /** The price that entries are apart from, one of the window; of each entry the mean and the squared deviations. */
  private origin: number = NaN
  private means: Float64Array = new Float64Array(64)
  private deviations: Float64Array = new Float64Array(64)
  readonly #ticks: TickStore

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number) {
    super(ticks, t1, t2, 0)
    this.#ticks = ticks
  }

  /** Population variance of the prices, NaN while there is no tick. */
  get variance(): number {
    return this.count > 0 ? this.squares / this.count : NaN
  }

  override update(view: TickView): void {
    this.move(view)
    const { start, mid, end, shift, slots, means, deviations } = this
    let n = 0
    let mean = 0
    let squares = 0
    if (start < mid) {
      n = mid - start
      mean = means[(start - shift) & slots] as number
      squares = deviations[(start - shift) & slots] as number
    }
    if (end > mid) {
      const more = end - mid
      const apart = (means[(end - 1 - shift) & slots] as number) - mean
      const share = more / (n + more)
      squares += (deviations[(end - 1 - shift) & slots] as number) + apart * apart * share * n
      mean += apart * share
      n += more
    }
    const newest = view.newestTs
    if (newest > view.now - this.t1 && newest <= view.now - this.t2) {
      if (n === 0) this.origin = view.newestPrice
      const apart = view.newestPrice - this.origin - mean
      const share = 1 / (n + 1)
      squares += apart * apart * share * n
      mean += apart * share
      n++
    }
    this.count = n
    this.mean = NaN
    this.squares = NaN
    if (n === 0) return
    this.mean = this.origin + mean
    this.squares = squares
  }

  protected override push(from: number, to: number): void {
    const { mid, shift, slots, means, deviations } = this
    const { price, mask } = this.#ticks
    if (from === this.start) {
      this.last = from
      this.origin = price[from & mask] as number
    }
    const origin = this.origin
    let n = from - mid
    let mean = n > 0 ? (means[(from - 1 - shift) & slots] as number) : 0
    let squares = n > 0 ? (deviations[(from - 1 - shift) & slots] as number) : 0
    for (let at = from; at < to; at++) {
      const apart = (price[at & mask] as number) - origin - mean
      const moved = apart / ++n
      mean += moved
      squares += moved * apart * (n - 1)
      means[(at - shift) & slots] = mean
      deviations[(at - shift) & slots] = squares
    }
  }

  protected override turn(): void {
    const { start, mid, shift, slots, means, deviations } = this
    const { price, mask } = this.#ticks
    const origin = price[(mid - 1) & mask] as number
    this.last = mid - 1
    this.origin = origin
    let n = 0
    let mean = 0
    let squares = 0
    for (let at = mid - 1; at >= start; at--) {
      const apart = (price[at & mask] as number) - origin - mean
      const moved = apart / ++n
      mean += moved
      squares += moved * apart * (n - 1)
      means[(at - shift) & slots] = mean
      deviations[(at - shift) & slots] = squares
    }
  }

  protected override grow(slots: number): void {
    this.means = this.regrown(this.means, slots)
    this.deviations = this.regrown(this.deviations, slots)
  }
}
