import { DASH, formatAmount, formatNumber, formatPercent } from '../format-number.js'
import type { StatisticResult } from './statistics.js'

/**
 * A figure as text, the same on every machine whatever its locale; a dash where there is none.
 *
 * @example
 * ```ts
 * import { formatStatistic, statistics, type RunRecord } from '@tapeline/core'
 * declare const record: RunRecord
 * console.log(statistics(record).map(formatStatistic)) // [ '12.34 %', '—', '1.25', '1,234.50 USD', '18.5 days' ]
 * ```
 */
export function formatStatistic(result: Pick<StatisticResult, 'value' | 'unit' | 'currency'>): string {
  const { value, unit, currency } = result
  if (value === null || !Number.isFinite(value)) return DASH
  switch (unit) {
    case 'fraction':
      return formatPercent(value)
    case 'currency':
      return `${formatAmount(value)} ${currency}`
    case 'days':
      return `${formatNumber(value, value < 10 ? 2 : 0)} days`
    case 'multiple':
      return `${formatNumber(value, 2)} x`
    case 'count':
      return formatNumber(value, 0)
    case 'ratio':
      return formatNumber(value, 2)
  }
}
