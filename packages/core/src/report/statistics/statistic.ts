import type { RunRecord } from '../run-record.js'
import type { DailyReturns } from './daily-returns.js'

/**
 * How a value is to be read: `fraction` 0.12 is 12 %, `currency` is money of the run's currency, `multiple` is times
 * something, `ratio` has no unit.
 */
export type StatisticUnit = 'fraction' | 'currency' | 'ratio' | 'multiple' | 'days' | 'count'

/** A value, or null; `reason` says why there is none, or what weakens the one there is. */
export interface StatisticValue {
  readonly value: number | null
  readonly reason?: string | undefined
}

/** What several statistics need and is made once. */
export interface StatisticContext {
  readonly daily: DailyReturns
  /** Length of the run in years of 365.25 days. */
  readonly years: number
}

/** One figure of a finished run, with what it means. */
export interface Statistic {
  readonly name: string
  readonly title: string
  readonly unit: StatisticUnit
  /** What it tells a trader, and the formula. */
  readonly definition: string
  compute(record: RunRecord, context: StatisticContext): StatisticValue
}
