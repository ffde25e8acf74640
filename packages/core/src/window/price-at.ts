import type { TickStore, TickView } from './tick-store.js'
import type { TimeWindow } from './time-window.js'

/**
 * The price in force a fixed time before now: that of the last tick until then, unless it came more than `hold` before.
 * One cursor, O(1) amortised.
 */
export class PriceAt implements TimeWindow {
  /** That price after `update`, NaN where there is none. */
  price: number = NaN
  private readonly ago: number = NaN
  private readonly hold: number = NaN
  private readonly begin: number
  /** First tick after that time. */
  private next: number
  readonly #ticks: TickStore

  /** @param ago ms before now. @param hold how long a price stands without a new tick, ms. */
  constructor(ticks: TickStore, ago: number, hold: number = Infinity) {
    this.#ticks = ticks
    this.ago = ago
    this.hold = hold
    this.begin = ticks.count
    this.next = ticks.count
  }

  get oldestTick(): number {
    return Math.max(this.begin, this.next - 1)
  }

  update(view: TickView): void {
    const time = view.now - this.ago
    const { price, ts, mask } = this.#ticks
    let next = this.next
    while (next < view.limit && (ts[next & mask] as number) <= time) next++
    this.next = next
    const newest = view.newestTs
    if (newest <= time) this.price = time - newest <= this.hold ? view.newestPrice : NaN
    else {
      const at = (next - 1) & mask
      this.price = next > this.begin && time - (ts[at] as number) <= this.hold ? (price[at] as number) : NaN
    }
  }

  /** Nothing to repair: a late tick that counts stands where the cursor is, or before it, and the next update walks on. */
  insert(): void {}
}
