/**
 * Order books: what rests at each price, kept right through gaps, late snapshots and reconnections.
 *
 * @module
 */
export {
  BookAggregation,
  aggregationParams,
  type AggregationParams,
  type FullAggregationParams,
} from './book-aggregation.js'
export type { BookCounters } from './book-counters.js'
export type { RejectReason } from './book-event-fault.js'
export type {
  BookCrossed,
  BookNotice,
  BookUpdateRejected,
  PriceStepRefined,
  SnapshotRequested,
  StreamState,
  StreamStateChanged,
} from './book-notice.js'
export { bookSnapshot, type BookSnapshotHead } from './book-snapshot.js'
export { countedUpdates, type BookRule, type DeltaVerdict } from './book-rule.js'
export type { BookSide } from './book-side.js'
export type { LevelColumns, OrderBookState } from './book-state.js'
export type { StatusFields } from './book-status.js'
export type { BookSyncOptions } from './book-sync-options.js'
export type { BookSyncState } from './book-sync-state.js'
export { BookSync } from './book-sync.js'
export { crossing, type Crossing } from './crossing.js'
export { imbalance, volumeBetween, type ImbalanceScope } from './imbalance.js'
export type { BookFault, BookFaultReason, BookSideName } from './level-reader.js'
export type { LevelObserver } from './level-observer.js'
export {
  OrderByOrderBook,
  type OrderByOrderBookOptions,
  type OrderFault,
  type QueuePosition,
  type RestingOrder,
} from './order-by-order-book.js'
export type { OrderBookOptions, PricedLevel } from './order-book-options.js'
export { OrderBook } from './order-book.js'
export { binanceFutures } from './rules/binance-futures.js'
export { binanceSpot } from './rules/binance-spot.js'
export { gate } from './rules/gate.js'
export { mexcContract } from './rules/mexc-contract.js'
export { mexcSpot } from './rules/mexc-spot.js'
export { unsequenced } from './rules/unsequenced.js'
export { BookPicture } from './book-picture.js'
export { OrderPicture, type QueueListener } from './order-picture.js'
export type { SequencePlace } from './sequenced-book.js'
export type { SnapshotRetry } from './snapshot-retry.js'
export { sweepCost, type SweepCost, type SweepSize } from './sweep.js'
export { bookQuote, microprice, midPrice, spread } from './touch.js'
