import type { TickStore, TickView } from './tick-store.js'

/**
 * Time-weighted price over `(now - t1, now - t2]`: the price is a step function, held until the next tick; of equal
 * times the last arrival holds. Two cursors that only move forward, and the integral between them: O(1) amortised.
 *
 * The newest tick may still be replaced: it is read from the view and enters no sum.
 */
export class HeldPriceWindow {
  /** The mean price after `update`, NaN when nothing is covered. */
  average: number = NaN
  /** Share of the window that it covers: what lies before the first tick has no price. */
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

  /** Moves the window to `now`, which must not go back. */
  update(view: TickView): void {
    this.move(view)
    const a = view.now - this.t1
    const b = view.now - this.t2
    const covered = b - (view.firstTs > a ? view.firstTs : a)
    if (covered > 0) {
      this.coverage = covered / (this.t1 - this.t2)
    } else {
      this.coverage = 0
      this.average = NaN
      return
    }
    if (view.newestTs <= a) {
      this.average = view.newestPrice
      return
    }
    const { price, ts, mask } = this.#ticks
    const { start, end } = this
    const edge = view.newestTs < b ? view.newestTs : b
    let area = view.newestPrice * (b - edge)
    if (end > start) {
      area += (price[(end - 1) & mask] as number) * (edge - (ts[(end - 1) & mask] as number))
      if (start > this.begin) area += (price[(start - 1) & mask] as number) * ((ts[start & mask] as number) - a)
      area += this.area + this.error
    } else if (start > this.begin) {
      area += (price[(start - 1) & mask] as number) * (edge - a)
    }
    this.average = area / covered
  }

  /** Moves the cursors. Segments enter and leave as the same product, so that what is left of a bad print is nothing. */
  private move(view: TickView): void {
    const a = view.now - this.t1
    const b = view.now - this.t2
    const limit = view.limit
    const { price, ts, mask } = this.#ticks
    let { start, end, area, error } = this
    while (end < limit && (ts[end & mask] as number) <= b) {
      if (end > start) {
        const before = (end - 1) & mask
        const segment = (price[before] as number) * ((ts[end & mask] as number) - (ts[before] as number))
        const sum = area + segment
        const taken = sum - area
        error += area - (sum - taken) + (segment - taken)
        area = sum
      }
      end++
    }
    while (start < end && (ts[start & mask] as number) <= a) {
      const before = start & mask
      start++
      if (end > start) {
        const segment = (price[before] as number) * ((ts[before] as number) - (ts[start & mask] as number))
        const sum = area + segment
        const taken = sum - area
        error += area - (sum - taken) + (segment - taken)
        area = sum
      }
    }
    const alone = end - start < 2
    this.area = alone ? 0 : area
    this.error = alone ? 0 : error
    this.start = start
    this.end = end
  }
}
