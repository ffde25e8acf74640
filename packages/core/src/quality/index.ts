/**
 * Checks of market data: each event comes out with a verdict and its reasons, none is dropped without a word. One check
 * a file; `defineCheck` makes more of them.
 *
 * @module
 */
export * from './all.js'
export type { BadNumberOptions } from './bad-number.js'
export type { CheckOptionSpec, CheckOptionValue } from './check-option.js'
export type { CrossedQuoteOptions } from './crossed-quote.js'
export {
  defineCheck,
  type CheckMetadata,
  type CheckSpec,
  type CheckStage,
  type CheckType,
  type EventType,
  type QualityRule,
  type RuleOptions,
  type SettledOptions,
} from './define-check.js'
export type { DuplicateOptions } from './duplicate.js'
export type { FarOpenOptions } from './far-open.js'
export type { FlatRunOptions } from './flat-run.js'
export type { FutureTimeOptions } from './future-time.js'
export type { OutOfOrderOptions } from './out-of-order.js'
export type { OutsideBandOptions } from './outside-band.js'
export {
  QualityChecker,
  qualityCheck,
  type QualityCounts,
  type QualityOptions,
  type QualitySnapshot,
} from './quality-checker.js'
export { finding, QualityProbe, type Finding, type QualityContext } from './quality-probe.js'
export type { RepeatedOptions } from './repeated.js'
export { defaultRules } from './rules.js'
export type { SequenceGapOptions } from './sequence-gap.js'
export type { SpikeOptions } from './spike.js'
export type { StaleOptions } from './stale.js'
export type { RuleCount } from './stream-judge.js'
export type { StreamName } from './stream-name.js'
export type { TimeGapOptions } from './time-gap.js'
export type { Judged, QualityAction, QualityReason, Verdict } from './verdict.js'
