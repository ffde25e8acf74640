/**
 * Operators of RxJS over bars, trades, books and values, each a thin wrapper of a synchronous class: those of
 * `@tapeline/core/series` and `@tapeline/core/book`, and {@link LiveIndicators}. Time is that of the events, never that of a clock.
 *
 * @module
 */
export { aggregateBook, type AggregatedBook } from './aggregate-book.js'
export { annotate } from './annotate.js'
export { changed } from './changed.js'
export { crosses, crossesAbove, crossesBelow } from './crosses.js'
export type { EventTimeOptions } from './event-time.js'
export { follow, type Value } from './follow.js'
export { forMs, type ForMsOptions } from './for-ms.js'
export { indicate, type IndicateOptions, type Indicated } from './indicate.js'
export { LiveIndicators, type FeedEvent, type FeedKind } from './live-indicators.js'
export { orderBook, type OrderBookStreamOptions, type OrderBookUpdate } from './order-book.js'
export { percentRank } from './percent-rank.js'
export { falling, rising } from './rising.js'
export { where } from './where.js'
export { within } from './within.js'
export { zScore } from './z-score.js'
