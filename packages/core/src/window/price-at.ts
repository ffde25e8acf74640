import type { TickStore, TickView } from './tick-store.js'

/** The price in force a fixed time before now: that of the last tick until then. One cursor, O(1) amortised. */
export class PriceAt {
  /** That price after `update`, NaN before the first tick. */
  price: number = NaN
  private readonly ago: number
  private readonly begin: number
  /** First tick after that time. */
  private next: number
  readonly #ticks: TickStore

  /** @param ago ms before now. */
  constructor(ticks: TickStore, ago: number) {
    this.#ticks = ticks
    this.ago = ago
    this.begin = ticks.count
    this.next = ticks.count
  }

  /** Sequence number of the oldest tick that it still needs. */
  get oldestTick(): number {
    return Math.max(this.begin, this.next - 1)
  }

  /** Moves to `now`, which must not go back. */
  update(view: TickView): void {
    const time = view.now - this.ago
    const { price, ts, mask } = this.#ticks
    let next = this.next
    while (next < view.limit && (ts[next & mask] as number) <= time) next++
    this.next = next
    if (view.newestTs <= time) this.price = view.newestPrice
    else this.price = next > this.begin ? (price[(next - 1) & mask] as number) : NaN
  }
}
