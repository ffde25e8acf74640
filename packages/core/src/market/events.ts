import type { Timeframe } from '../time/index.js'
import type { InstrumentId } from './instrument.js'

interface MarketEventBase {
  /** What it happened to. */
  readonly instrumentId: InstrumentId
  /** The venue's event time, UTC epoch ms; a fraction where the venue gives microseconds. */
  readonly ts: number
  /** When we received it, by our own clock, which may be behind the venue's; absent where nobody wrote it down. */
  readonly tsRecv?: number | undefined
}

/** One print on the tape. */
export interface TradeTick extends MarketEventBase {
  /** Tells a trade from other events. */
  readonly type: 'TradeTick'
  /** Price, quote currency. */
  readonly price: number
  /** Quantity, base units. */
  readonly size: number
  /** Who crossed the spread; `null` where the venue does not say. */
  readonly aggressorSide: 'buy' | 'sell' | null
  /** The venue's id as text, exact beyond 2^53; `null` where it gives none. */
  readonly tradeId: string | null
}

/** Best bid and ask. */
export interface QuoteTick extends MarketEventBase {
  /** Tells a quote from other events. */
  readonly type: 'QuoteTick'
  /** Best bid, quote currency. */
  readonly bidPrice: number
  /** Best ask, quote currency. */
  readonly askPrice: number
  /** Base units at the bid; `null` where the venue does not say. */
  readonly bidSize: number | null
  /** Base units at the ask; `null` where the venue does not say. */
  readonly askSize: number | null
  /** The venue's update id, to set beside that of a book; `null` where it gives none. */
  readonly sequence: number | null
}

/** Price and size of one level, as numbers or as the decimal text of the wire, which loses nothing. */
export type BookLevel = readonly [price: number | string, size: number | string]

/** All levels of a book (or the best so many) as of one sequence number. */
export interface OrderBookSnapshot extends MarketEventBase {
  /** Tells a snapshot from other events. */
  readonly type: 'OrderBookSnapshot'
  /** The venue's id of the last change that it contains. */
  readonly sequence: number
  /** Bids in any order, each price once. */
  readonly bids: readonly BookLevel[]
  /** Asks in any order, each price once. */
  readonly asks: readonly BookLevel[]
}

/** Changed levels: sizes are absolute, 0 removes. */
export interface OrderBookDelta extends MarketEventBase {
  /** Tells a delta from other events. */
  readonly type: 'OrderBookDelta'
  /** First change that it contains; the same as `sequence` where the venue counts messages. */
  readonly firstSequence: number
  /** Last change that it contains. */
  readonly sequence: number
  /** `sequence` of the delta before, where the venue says it (Binance's `pu`). */
  readonly previousSequence?: number | undefined
  /** Changed bids. */
  readonly bids: readonly BookLevel[]
  /** Changed asks. */
  readonly asks: readonly BookLevel[]
}

/** What happens to one order that rests in a book, or comes to rest there. */
export interface BookOrderChange {
  /**
   * `add` at the end of its queue; `update` of its size or price, which sends it to the end of its queue unless it only
   * shrank; `delete` without a fill; `execute` of a part, with the last of which it is gone.
   */
  readonly action: 'add' | 'update' | 'delete' | 'execute'
  /** The venue's id, a whole number below 2^53, each once among the orders that rest; snapshots name the same ones. */
  readonly orderId: number
  /** Needed of an order that is added. */
  readonly side?: 'bid' | 'ask' | undefined
  /** Needed of an order that is added or updated: a number, or the decimal text of the wire. */
  readonly price?: number | string | undefined
  /** What rests from now on, of an execution what was executed, base units above 0; needed but of a `delete`. */
  readonly size?: number | string | undefined
}

/** One message of a book order by order (L3, market by order). */
export interface OrderBookOrders extends MarketEventBase {
  /** Tells single orders of a book from other events. */
  readonly type: 'OrderBookOrders'
  /** Does it begin the book anew, adding all orders that rest, those of a price in the order in which they are to be filled? */
  readonly isSnapshot: boolean
  /** First change that it contains; the same as `sequence` where the venue counts messages. */
  readonly firstSequence: number
  /** Last change that it contains. */
  readonly sequence: number
  /** `sequence` of the message before, where the venue says it. */
  readonly previousSequence?: number | undefined
  /** What happens, in order. */
  readonly changes: readonly BookOrderChange[]
}

/** A bar `[openTime, closeTime)`, OHLCV; `ts` is its `closeTime`. */
export interface Bar extends MarketEventBase {
  /** Tells a bar from other events. */
  readonly type: 'Bar'
  /** Its length; `null` where it was not closed by the clock (tick, volume, range bars …). */
  readonly timeframe: Timeframe | null
  /** Its first moment, UTC epoch ms. */
  readonly openTime: number
  /** The first moment that is no longer in it, UTC epoch ms. */
  readonly closeTime: number
  /** First price, quote currency. */
  readonly open: number
  /** Highest price. */
  readonly high: number
  /** Lowest price. */
  readonly low: number
  /** Last price. */
  readonly close: number
  /** Base units traded. */
  readonly volume: number
  /** Quote units traded (sum of price x size), where it is known. */
  readonly quoteVolume?: number | undefined
  /** Number of trades, where it is known. */
  readonly trades?: number | undefined
  /** False while it may still change. */
  readonly isFinal: boolean
}

/** A position that the venue closed by force. Some venues send a sample only, such as one a second. */
export interface Liquidation extends MarketEventBase {
  /** Tells a liquidation from other events. */
  readonly type: 'Liquidation'
  /** Side of the forced order: `sell` ends a long position, `buy` a short one. */
  readonly side: 'buy' | 'sell'
  /** Price, quote currency. */
  readonly price: number
  /** Quantity, base units. */
  readonly size: number
}

/** What longs pay shorts (above 0) or shorts pay longs (below 0) at `fundingTime`. */
export interface FundingRate extends MarketEventBase {
  /** Tells a funding rate from other events. */
  readonly type: 'FundingRate'
  /** Fraction of the position's value at the mark price, for the interval that ends at `fundingTime`. */
  readonly rate: number
  /** When it is settled, UTC epoch ms. */
  readonly fundingTime: number
  /** The settlement after it, where it is known. */
  readonly nextFundingTime: number | null
  /** Mark price, where it is known. */
  readonly markPrice: number | null
  /** Index price, where it is known. */
  readonly indexPrice: number | null
}

/** Something is missing from a stream between two moments: silence is never taken for calm. */
export interface StreamGap extends MarketEventBase {
  /** Tells a gap from other events. */
  readonly type: 'StreamGap'
  /** Time of the last event before it; `null` where there was none. */
  readonly from: number | null
  /** Time of the first event after it; `null` while it lasts. */
  readonly to: number | null
  /** What showed it, such as `sequence`, `disconnected`, `trade_id`. */
  readonly reason: string
}

/** Everything that can happen in a market. */
export type MarketEvent =
  | TradeTick
  | QuoteTick
  | OrderBookSnapshot
  | OrderBookDelta
  | OrderBookOrders
  | Bar
  | Liquidation
  | FundingRate
  | StreamGap
