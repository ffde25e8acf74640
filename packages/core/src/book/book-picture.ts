import { fromSteps } from '../symbols/index.js'
import { BookSide } from './book-side.js'

/** Levels kept of each side; the worst one makes room. */
const MAX_LEVELS = 10_000

/** What a recording says about a book at a moment: two sides in whole ticks, and whether they can be relied on. */
export class BookPicture {
  readonly bids: BookSide = new BookSide()
  readonly asks: BookSide = new BookSide()
  readonly tickSize: number
  /** False before the first snapshot, and from a gap to the snapshot after it. */
  isValid = false
  /** Does it know the best bid and ask alone? Then nothing is known of what rests behind them. */
  isTouchOnly = false
  /** Messages so far: whoever keeps something derived from the picture sees by it that it is old. */
  revision = 0

  constructor(tickSize: number) {
    this.tickSize = tickSize
  }

  /** What rests at a price from now on; 0 removes the level. `side` is 1 for bids, -1 for asks. */
  set(side: number, ticks: number, size: number): void {
    const half = side > 0 ? this.bids : this.asks
    half.set(side > 0 ? -ticks : ticks, size)
    if (half.count > MAX_LEVELS) half.set(half.worstRank, 0)
  }

  /** A snapshot begins: all levels are told anew. */
  clear(): void {
    this.bids.clear()
    this.asks.clear()
    this.isValid = true
    this.isTouchOnly = false
  }

  /** Something is missing: no level can be relied on before the next snapshot. */
  invalidate(): void {
    this.isValid = false
    this.revision++
  }

  /** The best bid and ask as a book of one level; a size of 0 is an empty side. */
  setTouch(bidTicks: number, bidSize: number, askTicks: number, askSize: number): void {
    this.clear()
    this.isTouchOnly = true
    if (bidSize > 0) this.bids.set(-bidTicks, bidSize)
    if (askSize > 0) this.asks.set(askTicks, askSize)
  }

  /** Price of a rank of either side. */
  priceOf(rank: number): number {
    return fromSteps(rank < 0 ? -rank : rank, this.tickSize)
  }

  /** A price in ticks: whole where it is on a tick. */
  ticksOf(price: number): number {
    const ticks = price / this.tickSize
    const whole = Math.round(ticks)
    return Math.abs(ticks - whole) < 1e-6 * Math.max(1, whole) ? whole : ticks
  }
}
