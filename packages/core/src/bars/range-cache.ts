import { demand } from '../errors/index.js'

/** A stretch of time, such as the visible one of a chart: from `from` to before `to`, UTC epoch ms. */
export interface TimeRange {
  /** Its first moment. */
  readonly from: number
  /** The first moment after it. */
  readonly to: number
}

/** Something with an interval. */
export interface Interval {
  /** Its first moment, UTC epoch ms. */
  readonly openTime: number
  /** The first moment after it, UTC epoch ms. */
  readonly closeTime: number
}

/** The newest bars by time, each once, for whoever shows a range of them. O(log n) a bar, O(shown) a range. */
export class RangeCache<T extends Interval> {
  private readonly max: number
  private readonly bars: T[] = [] // bound: `max` bars, the oldest leave

  /** @param max most bars kept, 1 to 1000000. */
  constructor(max: number) {
    const fits = Number.isInteger(max) && max >= 1 && max <= 1_000_000
    demand(fits, 'alignTo', 'max', max, 'a whole number from 1 to 1000000')
    this.max = max
  }

  /** Adds a bar, or puts it in the place of the one that opened at the same time. */
  put(bar: T): void {
    const at = this.find(bar.openTime)
    this.bars.splice(at, this.bars[at]?.openTime === bar.openTime ? 1 : 0, bar)
    if (this.bars.length > this.max) this.bars.shift()
  }

  /** The bars that overlap a range, oldest first. */
  within({ from, to }: TimeRange): readonly T[] {
    let first = this.find(from)
    while (first > 0 && (this.bars[first - 1] as T).closeTime > from) first--
    return this.bars.slice(first, this.find(to))
  }

  /** The first bar that opens at a moment or after. */
  private find(ts: number): number {
    let [low, high] = [0, this.bars.length]
    // Most bars are the newest.
    if (high === 0 || (this.bars[high - 1] as T).openTime < ts) return high
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.bars[middle] as T).openTime < ts) low = middle + 1
      else high = middle
    }
    return low
  }
}
