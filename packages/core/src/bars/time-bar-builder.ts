import { barCloseTime, barOpenTime, type Timeframe } from '../time/index.js'

/** The bar under construction: plain numbers, valid until the next call. */
export interface FormingBar {
  /** Its first moment, UTC epoch ms. */
  readonly openTime: number
  /** Its end, UTC epoch ms: the first moment that is no longer in it. */
  readonly closeTime: number
  /** Price of its first trade. */
  readonly open: number
  /** Highest price so far. */
  readonly high: number
  /** Lowest price so far. */
  readonly low: number
  /** Price of its latest trade. */
  readonly close: number
  /** Base units traded so far. */
  readonly volume: number
}

/**
 * Builds bars of one timeframe from trades, `[openTime, closeTime)` on the UTC grid: a trade on the boundary opens
 * the next bar. Intervals without a trade give no bar.
 *
 * The caller closes a bar when its clock reaches `closeTime` (`isDue`), reads it, and calls `finish`: the first
 * trade after that opens the next. O(1) and nothing allocated per trade.
 *
 * @example
 * ```ts
 * import { TimeBarBuilder } from '@tapeline/core'
 * const builder = new TimeBarBuilder('1m')
 * builder.add(1_000, 10, 2)
 * builder.add(59_000, 12, 1)
 * console.log(builder.closeTime, builder.high, builder.volume, builder.isDue(60_000)) // 60000 12 3 true
 * ```
 */
export class TimeBarBuilder implements FormingBar {
  /** Length of each bar. */
  readonly timeframe: Timeframe
  /** Where the forming bar begins; while none forms, where the last one ended: earlier trades come too late. */
  openTime: number = -Infinity
  /** Infinity while no bar is forming, so that nothing is due. */
  closeTime: number = Infinity
  /** Price of the first trade; NaN before any came, like the four below. */
  open: number = NaN
  /** Highest price so far. */
  high: number = NaN
  /** Lowest price so far. */
  low: number = NaN
  /** Price of the latest trade. */
  close: number = NaN
  /** Base units traded so far. */
  volume: number = NaN

  constructor(timeframe: Timeframe) {
    this.timeframe = timeframe
    barOpenTime(timeframe, 0) // refuses an unknown timeframe now rather than at the first trade
  }

  /** Has the clock reached the end of the forming bar? */
  isDue(now: number): boolean {
    return now >= this.closeTime
  }

  /** Adds a trade of the forming bar, or starts one. The caller has closed a due bar before. */
  add(ts: number, price: number, size: number): void {
    if (this.closeTime === Infinity) {
      this.openTime = barOpenTime(this.timeframe, ts)
      this.closeTime = barCloseTime(this.timeframe, this.openTime)
      this.open = price
      this.high = price
      this.low = price
      this.close = price
      this.volume = size
      return
    }
    if (price > this.high) this.high = price
    if (price < this.low) this.low = price
    this.close = price
    this.volume += size
  }

  /**
   * Does a trade belong to a bar that the clock has closed already? Also where nothing else traded in its interval: a
   * bar is known at its `closeTime` or never.
   */
  isLate(ts: number, now: number): boolean {
    if (ts < this.openTime) return true
    if (ts >= now || this.closeTime !== Infinity) return false
    return barCloseTime(this.timeframe, barOpenTime(this.timeframe, ts)) <= now
  }

  /** Forgets the bar that was just closed: the next trade opens a new one. */
  finish(): void {
    this.openTime = this.closeTime
    this.closeTime = Infinity
  }
}
