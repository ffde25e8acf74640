import type { TickStore } from './tick-store.js'

/**
 * Time-weighted price over `(now - t1, now - t2]`: the price is a step function, held until the next tick; of equal
 * times the last arrival holds. Two cursors that only move forward, and the integral between them: O(1) amortised.
 *
 * Ticks before sequence number `limit` are permanent; the newest, which may still be replaced, is given by hand.
 */
export class HeldPriceWindow {
  /** Share of the window that `average` covered: what lies before the first tick has no price. */
  coverage: number = NaN
  private readonly t1: number
  private readonly t2: number
  /** First tick that it has seen. */
  private readonly begin: number
  /** First tick after the window's start, first tick after its end. */
  private start: number
  private end: number
  /** Integral of the price between those ticks, in whole segments, and what rounding took from it. */
  private area: number = NaN
  private error: number = NaN
  readonly #ticks: TickStore

  /** @param t1 start of the window, ms before now. @param t2 its end, ms before now. */
  constructor(ticks: TickStore, t1: number, t2: number) {
    this.#ticks = ticks
    this.t1 = t1
    this.t2 = t2
    this.begin = ticks.count
    this.start = ticks.count
    this.end = ticks.count
    this.area = 0
    this.error = 0
  }

  /** The tick in force at the window's start is needed still. */
  get oldestTick(): number {
    return Math.max(this.begin, this.start - 1)
  }

  /** The mean price, NaN when nothing is covered. `now` must not go back. */
  average(now: number, limit: number, firstTs: number, newestTs: number, newestPrice: number): number {
    const a = now - this.t1
    const b = now - this.t2
    this.move(a, b, limit)
    const from = firstTs > a ? firstTs : a
    const covered = b - from
    if (!(covered > 0)) {
      this.coverage = 0
      return NaN
    }
    this.coverage = covered / (this.t1 - this.t2)
    if (newestTs <= a) return newestPrice

    const { price, ts, mask } = this.#ticks
    const { start, end } = this
    const edge = newestTs < b ? newestTs : b
    let area = newestTs < b ? newestPrice * (b - newestTs) : 0
    if (end > start) {
      area += (price[(end - 1) & mask] as number) * (edge - (ts[(end - 1) & mask] as number))
      if (start > this.begin) area += (price[(start - 1) & mask] as number) * ((ts[start & mask] as number) - a)
      area += this.area + this.error
    } else if (start > this.begin) {
      area += (price[(start - 1) & mask] as number) * (edge - a)
    }
    return area / covered
  }

  private move(a: number, b: number, limit: number): void {
    const { price, ts, mask } = this.#ticks
    let { start, end } = this
    while (end < limit && (ts[end & mask] as number) <= b) {
      if (end > start)
        this.add((price[(end - 1) & mask] as number) * ((ts[end & mask] as number) - (ts[(end - 1) & mask] as number)))
      end++
    }
    while (start < end && (ts[start & mask] as number) <= a) {
      start++
      if (end > start)
        this.add(
          (price[(start - 1) & mask] as number) * ((ts[(start - 1) & mask] as number) - (ts[start & mask] as number)),
        )
    }
    if (end - start < 2) {
      this.area = 0
      this.error = 0
    }
    this.start = start
    this.end = end
  }

  /** Segments enter and leave as the same product, so that what is left of a bad print is nothing. */
  private add(segment: number): void {
    const before = this.area
    const after = before + segment
    const taken = after - before
    this.area = after
    this.error += before - (after - taken) + (segment - taken)
  }
}
