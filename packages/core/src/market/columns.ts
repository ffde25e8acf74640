/**
 * Market data as parallel typed arrays, oldest row first. Times are UTC epoch milliseconds (fractions allowed),
 * prices in the instrument's quote currency, sizes and volumes in base units.
 */
export type ColumnChunk = BarColumns | TradeColumns

/** Bars `[openTime, closeTime)`; a bar is known at its `closeTime`, not before. */
export interface BarColumns {
  readonly kind: 'bars'
  readonly length: number
  readonly openTime: Float64Array
  readonly closeTime: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
}

/** Trade prints. */
export interface TradeColumns {
  readonly kind: 'trades'
  readonly length: number
  /** The venue's event time. */
  readonly ts: Float64Array
  /** When we received it; a replay runs in this order where it is given. */
  readonly tsRecv?: Float64Array | undefined
  readonly price: Float64Array
  readonly size: Float64Array
  /** Side of the aggressor: 1 buy, -1 sell, 0 unknown. */
  readonly side?: Int8Array | undefined
}
