import { latePlace } from './late-place.js'
import { RunningSum } from './running-sum.js'
import type { TickStore, TickView } from './tick-store.js'
import type { TimeWindow } from './time-window.js'

/**
 * Time-weighted price over `(now - t1, now - t2]`: the price is a step function, held until the next tick, though no
 * longer than `hold`; of equal times the last arrival holds. Two cursors that only move forward, and the integral
 * between them: O(1) amortised.
 *
 * The newest tick may still be replaced: it is read from the view and enters no sum.
 */
export class HeldPriceWindow implements TimeWindow {
  /** The mean price after `update`, NaN when nothing is covered. */
  average: number = NaN
  /** Share of the window that has a price: what lies before the first tick, or beyond `hold`, has none. */
  coverage: number = NaN
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly hold: number = NaN
  private readonly bounded: boolean
  /** First tick that it has seen. */
  private readonly begin: number
  /** First tick after the window's start, first tick after its end. */
  private start: number
  private end: number
  /** Integral of the price between those ticks, in whole segments, and what rounding took from it. */
  private area: number = NaN
  private error: number = NaN
  /** Length of those segments, kept where prices do not hold for ever. */
  private readonly lengths: RunningSum = new RunningSum()
  readonly #ticks: TickStore

  /**
   * @param t1 start of the window, ms before now. @param t2 its end, ms before now.
   * @param hold how long a price stands without a new tick, ms.
   */
  constructor(ticks: TickStore, t1: number, t2: number, hold: number = Infinity) {
    this.#ticks = ticks
    this.t1 = t1
    this.t2 = t2
    this.hold = hold
    this.bounded = hold < Infinity
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

  /** Moves both cursors and reads, all in one loop's reach: what a tick costs is mostly this. */
  update(view: TickView): void {
    if (this.bounded) {
      this.updateBounded(view)
      return
    }
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
    if (end - start < 2) {
      area = 0
      error = 0
    }
    this.start = start
    this.end = end
    this.area = area
    this.error = error
    const newest = view.newestTs
    const first = view.firstTs
    const covered = b - (first > a ? first : a)
    if (!(covered > 0)) {
      this.coverage = 0
      this.average = NaN
      return
    }
    this.coverage = first <= a ? 1 : covered / (this.t1 - this.t2)
    if (newest <= a) {
      this.average = view.newestPrice
      return
    }
    const edge = newest < b ? newest : b
    let whole = view.newestPrice * (b - edge)
    if (end > start) {
      const last = (end - 1) & mask
      whole += (price[last] as number) * (edge - (ts[last] as number))
      if (start > this.begin) whole += (price[(start - 1) & mask] as number) * ((ts[start & mask] as number) - a)
      whole += area + error
    } else if (start > this.begin) {
      whole += (price[(start - 1) & mask] as number) * (edge - a)
    }
    this.average = whole / covered
  }

  insert(sequence: number, view: TickView): void {
    const { start, end } = this
    const place = latePlace(this.#ticks, sequence, start, end, view.now - this.t1)
    if (place === 'after') return
    this.end++
    if (place === 'before') {
      this.start++
      return
    }
    if (sequence > start) {
      this.segment(sequence - 1, sequence + 1, -1)
      this.segment(sequence - 1, sequence, 1)
    }
    this.segment(sequence, sequence + 1, 1)
  }

  /** Where prices end after a while: the covered length is a sum as well. */
  private updateBounded(view: TickView): void {
    const a = view.now - this.t1
    const b = view.now - this.t2
    const hold = this.hold
    const { price, ts, mask } = this.#ticks
    this.move(view)
    const { start, end } = this
    const edge = view.newestTs < b ? view.newestTs : b
    const since = view.newestTs > a ? edge : a
    const latest = Math.min(b, view.newestTs + hold) - since
    let area = latest > 0 ? view.newestPrice * latest : 0
    let covered = latest > 0 ? latest : 0
    if (end > start) {
      const last = (end - 1) & mask
      const length = Math.min(edge - (ts[last] as number), hold)
      area += (price[last] as number) * length + (this.area + this.error)
      covered += length + this.lengths.value
    }
    if (start > this.begin && view.newestTs > a) {
      const before = (start - 1) & mask
      const until = end > start ? (ts[start & mask] as number) : edge
      const length = Math.min(until, (ts[before] as number) + hold) - a
      if (length > 0) {
        area += (price[before] as number) * length
        covered += length
      }
    }
    this.coverage = covered / (this.t1 - this.t2)
    this.average = covered > 0 ? area / covered : NaN
  }

  /** Moves the cursors, segment by segment. */
  private move(view: TickView): void {
    const a = view.now - this.t1
    const b = view.now - this.t2
    const { ts, mask } = this.#ticks
    for (; this.end < view.limit && (ts[this.end & mask] as number) <= b; this.end++)
      if (this.end > this.start) this.segment(this.end - 1, this.end, 1)
    while (this.start < this.end && (ts[this.start & mask] as number) <= a) {
      this.start++
      if (this.end > this.start) this.segment(this.start - 1, this.start, -1)
    }
    if (this.end - this.start > 1) return
    this.area = 0
    this.error = 0
    this.lengths.clear()
  }

  /**
   * Adds the whole segment from a tick to a later one, or takes it away where `sign` is -1: as the same product, so that
   * what is left of a bad print is nothing.
   */
  private segment(from: number, to: number, sign: 1 | -1): void {
    const { price, ts, mask } = this.#ticks
    const span = Math.min((ts[to & mask] as number) - (ts[from & mask] as number), this.hold)
    const segment = sign * (price[from & mask] as number) * span
    const sum = this.area + segment
    const taken = sum - this.area
    this.error += this.area - (sum - taken) + (segment - taken)
    this.area = sum
    if (this.bounded) this.lengths.add(sign * span)
  }
}
