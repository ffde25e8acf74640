import type { RunRecord } from '../run-record.js'
import type { DailyReturns } from './daily-returns.js'

/**
 * How a value is to be read: `fraction` 0.12 is 12 %, `currency` is money of the run's currency, `multiple` is times
 * something, `ratio` has no unit.
 */
export type StatisticUnit = 'fraction' | 'currency' | 'ratio' | 'multiple' | 'days' | 'count'

/** A value, or null; `reason` says why there is none, or what weakens the one there is. */
export interface StatisticValue {
  /** `null` where the run does not support the figure. */
  readonly value: number | null
  /** Why there is no value, or what weakens the one there is. */
  readonly reason?: string | undefined
}

/** What several statistics need and is made once. */
export interface StatisticContext {
  /** Returns of UTC days. */
  readonly daily: DailyReturns
  /** Length of the run in years of 365.25 days. */
  readonly years: number
}

/** One figure of a finished run, with what it means. */
export interface Statistic {
  /** Stable name, such as `sharpeRatio`. */
  readonly name: string
  /** Heading for people. */
  readonly title: string
  /** How its value is to be read. */
  readonly unit: StatisticUnit
  /** What it tells a trader, and the formula. */
  readonly definition: string
  /** Computes it from a record that has been checked. */
  compute(record: RunRecord, context: StatisticContext): StatisticValue
}
