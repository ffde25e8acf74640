import type {
  Bar,
  ColumnChunk,
  FundingRate,
  MarketEvent,
  OrderBookDelta,
  OrderBookOrders,
  OrderBookSnapshot,
  QuoteTick,
  StreamGap,
  TradeTick,
} from '../market/index.js'
import type { Finding } from '../quality/index.js'

/** An event that a session takes: a stream of it, a gap only where the stream is a book; funding rates the account. */
export type LiveEvent =
  TradeTick | QuoteTick | Bar | OrderBookSnapshot | OrderBookDelta | OrderBookOrders | FundingRate | StreamGap

/** Makes columns of a stream's events. */
export interface LiveColumns {
  /** Is anything waiting for the lane? */
  readonly hasRows: boolean
  /** What of an event no lane could stand; null where nothing is wrong. Never asked about a gap. */
  fault(event: MarketEvent): Finding | null
  /** Takes an event; `key` is its time on the session's clock, never before that of the last. */
  push(event: LiveEvent, key: number): void
  /** What has been pushed since, or a part of it; null where there is nothing. */
  next(): ColumnChunk | null
  /** When it is to be told the time; Infinity where it need not be. */
  readonly nextDue?: number
  /** It is `now`. */
  tick?(now: number): void
  /** Lets go of what it has asked others for. */
  close?(): void
}
