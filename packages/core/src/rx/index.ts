/**
 * Operators of RxJS over trades, quotes, bars, books and values, each a thin wrapper of a synchronous class of core's
 * other entry points, or of {@link LiveIndicators}. Time is that of the events, never that of a clock.
 *
 * @module
 */
export { aggregateBook, type AggregatedBook } from './aggregate-book.js'
export { alignTo, type AlignOptions } from './align-to.js'
export { annotate } from './annotate.js'
export { cacheFirst, type Cached, type CacheFirstOptions } from './cache-first.js'
export { changed } from './changed.js'
export { checkQuality, tellSilence } from './check-quality.js'
export { conflate, type ConflateByOptions } from './conflate.js'
export { crosses, crossesAbove, crossesBelow } from './crosses.js'
export { dedupe, type DedupeOptions } from './dedupe.js'
export type { EventTimeOptions } from './event-time.js'
export { follow, type Value } from './follow.js'
export { forMs, type ForMsOptions } from './for-ms.js'
export { indicate, type IndicateOptions, type Indicated } from './indicate.js'
export { liquidationBars, type LiquidationStreamOptions } from './liquidation-bars.js'
export { LiveIndicators, type FeedEvent, type FeedKind } from './live-indicators.js'
export { passing } from './passing.js'
export { orderBook, type OrderBookStreamOptions, type OrderBookUpdate } from './order-book.js'
export { percentRank } from './percent-rank.js'
export { resample } from './resample.js'
export { falling, rising } from './rising.js'
export { toBars, type ClockOptions } from './to-bars.js'
export { where } from './where.js'
export { withHistory, type History, type WithHistoryOptions } from './with-history.js'
export { within } from './within.js'
export { zScore } from './z-score.js'
