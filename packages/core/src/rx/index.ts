/**
 * Operators of RxJS over bars, trades and values, each a thin wrapper of a synchronous class: those of
 * `@tapeline/core/series` and `@tapeline/core/bars`, and {@link LiveIndicators}. Time is that of the events, never that of a clock.
 *
 * @module
 */
export { alignTo, type AlignOptions } from './align-to.js'
export { annotate } from './annotate.js'
export { changed } from './changed.js'
export { crosses, crossesAbove, crossesBelow } from './crosses.js'
export { dedupe, type DedupeOptions } from './dedupe.js'
export type { EventTimeOptions } from './event-time.js'
export { follow, type Value } from './follow.js'
export { forMs, type ForMsOptions } from './for-ms.js'
export { indicate, type IndicateOptions, type Indicated } from './indicate.js'
export { liquidationBars, type LiquidationStreamOptions } from './liquidation-bars.js'
export { LiveIndicators, type FeedEvent, type FeedKind } from './live-indicators.js'
export { percentRank } from './percent-rank.js'
export { resample } from './resample.js'
export { falling, rising } from './rising.js'
export { toBars, type ClockOptions } from './to-bars.js'
export { where } from './where.js'
export { within } from './within.js'
export { zScore } from './z-score.js'
