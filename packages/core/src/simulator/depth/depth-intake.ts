import type { BookPicture } from '../../book/book-picture.js'
import type { OrderPicture } from '../../book/order-picture.js'

/** A time in which a venue could not match, since its book was invalid. */
export interface Suspension {
  /** UTC epoch ms of the gap. */
  readonly fromTs: number
  /** UTC epoch ms of the snapshot after it; `null` where none came. */
  readonly untilTs: number | null
}

/** How a run tells a venue what rests in the market. */
export interface DepthIntake {
  /** The book as the data tell it; whoever drives it sets levels here, then says so below. */
  readonly picture: BookPicture
  /** The same order by order; whoever has such data changes orders here, and the levels of the picture follow. */
  readonly orders: OrderPicture
  /** Does its queue model stand on data of single orders (L3)? */
  readonly needsOrders: boolean
  /** Does a level that is told anew matter at the moment? */
  readonly watchesLevels: boolean
  /** Times in which nothing could be matched, the first 1,000 of them. */
  readonly suspensions: readonly Suspension[]
  /** Answers that took less time than the market's own way to us, and were told with it. */
  readonly earlyAnswers: number
  /** A level was told anew: `side` is 1 for bids, -1 for asks. */
  onLevel(side: number, ticks: number): void
  /** All levels are told anew, beginning now. */
  onClear(): void
  /** A message is whole: the picture is the market's at `ts`. */
  onMessage(ts: number): void
  /** Messages are missing from here on. */
  onGap(ts: number): void
}
