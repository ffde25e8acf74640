import { quantile } from './quantile.js'
import type { Statistic, StatisticContext } from './statistic.js'

export const var95: Statistic = {
  name: 'var95',
  title: 'Value at risk, 95 %',
  unit: 'fraction',
  definition:
    'The loss that 19 days of 20 stayed within: minus the 5 % quantile of daily returns (historical, linear between neighbours). Needs 20 days; negative when even that day gained.',
  compute(_record, context) {
    const problem = tooFewForTail(context)
    return problem === null ? { value: -quantile(context.daily.values, 0.05) } : { value: null, reason: problem }
  },
}

/** One day in twenty can only be seen in twenty days. */
export function tooFewForTail({ daily }: StatisticContext): string | null {
  if (daily.problem !== null) return daily.problem
  return daily.values.length < 20 ? `${daily.values.length} daily returns, at least 20 are needed` : null
}
