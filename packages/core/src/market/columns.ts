/**
 * Market data as parallel typed arrays, oldest row first. Times are UTC epoch milliseconds (fractions allowed),
 * prices in the instrument's quote currency, sizes and volumes in base units.
 */
export type ColumnChunk = BarColumns | TradeColumns | QuoteColumns | BookColumns | BookOrderColumns

/** Bars `[openTime, closeTime)`; a bar is known at its `closeTime`, not before. */
export interface BarColumns {
  /** Tells bars from trades. */
  readonly kind: 'bars'
  /** Rows; every column is as long. */
  readonly length: number
  /** First moment of each bar. */
  readonly openTime: Float64Array
  /** End of each bar, ascending, each once. */
  readonly closeTime: Float64Array
  /** First price, above 0. */
  readonly open: Float64Array
  /** Highest price. */
  readonly high: Float64Array
  /** Lowest price, above 0. */
  readonly low: Float64Array
  /** Last price. */
  readonly close: Float64Array
  /** Base units traded, at least 0. */
  readonly volume: Float64Array
}

/** Trade prints. */
export interface TradeColumns {
  /** Tells trades from bars. */
  readonly kind: 'trades'
  /** Rows; every column is as long. */
  readonly length: number
  /** The venue's event time. */
  readonly ts: Float64Array
  /** When we received it; a replay runs in this order where it is given. */
  readonly tsRecv?: Float64Array | undefined
  /** Above 0. */
  readonly price: Float64Array
  /** Base units, at least 0. */
  readonly size: Float64Array
  /** Side of the aggressor: 1 buy, -1 sell, 0 unknown. */
  readonly side?: Int8Array | undefined
}

/** Best bids and asks (L1), each row both sides; a side with a size of 0 is empty, whatever its price says. */
export interface QuoteColumns {
  /** Tells quotes from other rows. */
  readonly kind: 'quotes'
  /** Rows; every column is as long. */
  readonly length: number
  /** The venue's event time. */
  readonly ts: Float64Array
  /** When we received it; a replay runs in this order where it is given. */
  readonly tsRecv?: Float64Array | undefined
  /** Best price of buyers. */
  readonly bidPrice: Float64Array
  /** Base units wanted there. */
  readonly bidSize: Float64Array
  /** Best price of sellers. */
  readonly askPrice: Float64Array
  /** Base units offered there. */
  readonly askSize: Float64Array
}

/**
 * Changes of a book (L2), a level a row. Rows of one message have one time and end with {@link BOOK_END}; the book is only
 * looked at there. It begins with a snapshot: nothing before the first one counts.
 */
export interface BookColumns {
  /** Tells levels of a book from other rows. */
  readonly kind: 'book'
  /** Rows; every column is as long. */
  readonly length: number
  /** The venue's event time. */
  readonly ts: Float64Array
  /** When we received it; a replay runs in this order where it is given. */
  readonly tsRecv?: Float64Array | undefined
  /** 1 bid, -1 ask. */
  readonly side: Int8Array
  /** A whole multiple of the instrument's tick size. */
  readonly price: Float64Array
  /** Base units that rest there from now on; 0 removes the level. */
  readonly size: Float64Array
  /** Sum of {@link BOOK_SNAPSHOT}, {@link BOOK_END} and {@link BOOK_GAP}; 0 for a row within a message. */
  readonly flags: Uint8Array
}

/**
 * Changes of a book order by order (L3, market by order), a row each. Rows of one message have one time and end with
 * {@link BOOK_END}; the book is only looked at there. It begins with a snapshot, which names the orders of a price in the
 * order in which they are to be filled; nothing before it counts.
 */
export interface BookOrderColumns {
  /** Tells single orders from other rows. */
  readonly kind: 'orders'
  /** Rows; every column is as long. */
  readonly length: number
  /** The venue's event time. */
  readonly ts: Float64Array
  /** When we received it; a replay runs in this order where it is given. */
  readonly tsRecv?: Float64Array | undefined
  /** {@link ORDER_ADD}, {@link ORDER_UPDATE}, {@link ORDER_DELETE}, {@link ORDER_EXECUTE}, or 0 where only the flags say anything. */
  readonly action: Uint8Array
  /** The venue's id, a whole number below 2^53, each once among the orders that rest; snapshots name the same ones. */
  readonly orderId: Float64Array
  /** Of an order that is added: 1 bid, -1 ask. */
  readonly side: Int8Array
  /** Of an order that is added or updated, a whole multiple of the instrument's tick size. */
  readonly price: Float64Array
  /** What rests from now on, of an execution what was executed: base units, whole lots above 0. */
  readonly size: Float64Array
  /** Sum of {@link BOOK_SNAPSHOT}, {@link BOOK_END} and {@link BOOK_GAP}; 0 for a row within a message. */
  readonly flags: Uint8Array
}

/** An order comes to rest at the end of its queue (ITCH `A` and `F`). */
export const ORDER_ADD = 1
/** An order has another size or price: it goes to the end of its queue, unless it only shrank. */
export const ORDER_UPDATE = 2
/** An order is gone without a fill (ITCH `D`). */
export const ORDER_DELETE = 3
/** Lots of a resting order were executed; with the last of them it is gone (ITCH `E`). */
export const ORDER_EXECUTE = 4

/** A snapshot begins with this row: every level of before is gone. */
export const BOOK_SNAPSHOT = 1
/** The message ends with this row. */
export const BOOK_END = 2
/** Messages are missing here; the row says nothing else, and the book is invalid until the next snapshot. */
export const BOOK_GAP = 4

/** Names of a kind's columns, in the order in which digests take them; those that may be missing come last. */
export const columnNames: {
  readonly bars: readonly Exclude<keyof BarColumns, 'kind' | 'length'>[]
  readonly trades: readonly Exclude<keyof TradeColumns, 'kind' | 'length'>[]
  readonly quotes: readonly Exclude<keyof QuoteColumns, 'kind' | 'length'>[]
  readonly book: readonly Exclude<keyof BookColumns, 'kind' | 'length'>[]
  readonly orders: readonly Exclude<keyof BookOrderColumns, 'kind' | 'length'>[]
} = {
  bars: ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'],
  trades: ['ts', 'price', 'size', 'tsRecv', 'side'],
  quotes: ['ts', 'bidPrice', 'bidSize', 'askPrice', 'askSize', 'tsRecv'],
  book: ['ts', 'price', 'size', 'side', 'flags', 'tsRecv'],
  orders: ['ts', 'orderId', 'price', 'size', 'action', 'side', 'flags', 'tsRecv'],
}
