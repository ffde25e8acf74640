import type { TickStore } from './tick-store.js'

/** The price in force a fixed time before now: that of the last tick until then. One cursor, O(1) amortised. */
export class PriceAt {
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

  get oldestTick(): number {
    return Math.max(this.begin, this.next - 1)
  }

  /** That price, NaN before the first tick. Ticks before `limit` are permanent, the newest is given by hand. */
  at(now: number, limit: number, newestTs: number, newestPrice: number): number {
    const time = now - this.ago
    const { price, ts, mask } = this.#ticks
    let next = this.next
    while (next < limit && (ts[next & mask] as number) <= time) next++
    this.next = next
    if (newestTs <= time) return newestPrice
    return next > this.begin ? (price[(next - 1) & mask] as number) : NaN
  }
}
