/**
 * What traders ask of a series of values (does it cross, rise, last, rank high), as small synchronous classes: one value
 * in, one answer out, the newest replaceable in O(1), state as plain data. `@tapeline/core/rx` has them as operators.
 *
 * @module
 */
export { Change } from './change.js'
export { Crossing, type CrossingOptions } from './crossing.js'
export { Lasting, type LastingOptions } from './lasting.js'
export { PercentRank } from './percent-rank.js'
export { Recent } from './recent.js'
export { RecentKeys, type RecentKeysOptions } from './recent-keys.js'
export { Streak } from './streak.js'
export { TimedConditionSeries, type TimedCondition } from './timed-condition.js'
export { ValueSeries, type SeriesSnapshot } from './value-series.js'
export { ZScore } from './z-score.js'
