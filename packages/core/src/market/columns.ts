/**
 * Market data as parallel typed arrays, oldest row first. Times are UTC epoch milliseconds (fractions allowed),
 * prices in the instrument's quote currency, sizes and volumes in base units.
 */
export type ColumnChunk = BarColumns | TradeColumns

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

/** Names of a kind's columns, in the order in which digests take them; those of trades that may be missing come last. */
export const columnNames: {
  readonly bars: readonly Exclude<keyof BarColumns, 'kind' | 'length'>[]
  readonly trades: readonly Exclude<keyof TradeColumns, 'kind' | 'length'>[]
} = {
  bars: ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume'],
  trades: ['ts', 'price', 'size', 'tsRecv', 'side'],
}
