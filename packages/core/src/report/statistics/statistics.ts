import { checkRunRecord } from '../check-run-record.js'
import type { RunRecord } from '../run-record.js'
import { DAY_MS } from '../utc-date.js'
import { allStatistics } from './all-statistics.js'
import { dailyReturns } from './daily-returns.js'
import type { Statistic, StatisticContext, StatisticUnit } from './statistic.js'

/** One figure of one run, ready to be shown. */
export interface StatisticResult {
  /** Stable name, such as `sharpeRatio`. */
  readonly name: string
  /** Heading for people. */
  readonly title: string
  /** How the value is to be read; {@link formatStatistic} does. */
  readonly unit: StatisticUnit
  /** Currency of the run, in which figures of the unit `currency` count. */
  readonly currency: string
  /** What it tells a trader, and the formula. */
  readonly definition: string
  /** Never NaN or infinite; null where the run does not support the figure. */
  readonly value: number | null
  /** Why there is no value, or what weakens the one there is (few trades). */
  readonly reason: string | null
}

/**
 * The figures by which a run is judged, in a fixed order, each with its unit and definition.
 * Figures made from daily returns take equity at the end of each UTC day and `daysPerYear` of the record.
 * What a short or one-sided run cannot support is null with a reason.
 *
 * Cost: one pass over the samples of equity, one over the trades.
 *
 * @throws TapelineError `BAD_PARAMETER` where times run backwards or a figure of the record is not finite.
 *
 * @example
 * ```ts
 * import { backtest, bars, strategy } from '@tapeline/core'
 * import { formatStatistic, statistics } from '@tapeline/core/report'
 * import { syntheticBars } from '@tapeline/core/testing'
 *
 * const hold = strategy({
 *   name: 'buy-and-hold',
 *   data: { main: bars('1d') },
 *   onBar({ position, orders }) {
 *     if (position.isFlat) orders.target({ weight: 0.95 })
 *   },
 * })
 * const data = { main: syntheticBars({ seed: 1, bars: 500 }) }
 * const result = await backtest({ strategy: hold, data, account: { USD: 10_000 } }).result
 * const [growth] = statistics(result) // the same as result.statistics
 * console.log(growth.title, formatStatistic(growth)) // Total return 38.26 %
 * ```
 */
export function statistics(record: RunRecord): readonly StatisticResult[] {
  checkRunRecord('statistics', record)
  const context: StatisticContext = {
    daily: dailyReturns(record),
    years: (record.endTs - record.startTs) / (365.25 * DAY_MS),
  }
  return allStatistics.map((statistic) => result(statistic, record, context))
}

function result(statistic: Statistic, record: RunRecord, context: StatisticContext): StatisticResult {
  const { name, title, unit, definition } = statistic
  const { value, reason } = statistic.compute(record, context)
  const finite = value === null || Number.isFinite(value)
  return {
    name,
    title,
    unit,
    currency: record.currency,
    definition,
    value: finite ? value : null,
    reason: finite ? (reason ?? null) : 'it is not a finite number',
  }
}
