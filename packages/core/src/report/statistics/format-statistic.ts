import { DASH, formatAmount, formatNumber, formatPercent } from '../format-number.js'
import type { StatisticResult } from './statistics.js'

/**
 * A figure as text, the same on every machine whatever its locale; a dash where there is none.
 *
 * @example
 * ```ts
 * import { formatStatistic } from '@tapeline/core/report'
 * console.log(formatStatistic({ value: 0.1234, unit: 'fraction', currency: 'USD' })) // 12.34 %
 * console.log(formatStatistic({ value: 1234.5, unit: 'currency', currency: 'USD' })) // 1,234.50 USD
 * console.log(formatStatistic({ value: null, unit: 'ratio', currency: 'USD' })) // —
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
