import { mean } from './moments.js'
import type { Statistic } from './statistic.js'

export const sortinoRatio: Statistic = {
  name: 'sortinoRatio',
  title: 'Sortino ratio',
  unit: 'ratio',
  definition:
    'As the Sharpe ratio, but only falls count as risk: mean of daily returns / sqrt(mean of min(return, 0)^2) x sqrt(trading days in a year). The target return is 0.',
  compute(record, { daily }) {
    if (daily.problem !== null) return { value: null, reason: daily.problem }
    const downside = Math.sqrt(mean(daily.values.map((value) => (value < 0 ? value * value : 0))))
    if (downside <= 1e-12) return { value: null, reason: 'no day lost' }
    return { value: (daily.moments.mean / downside) * Math.sqrt(record.daysPerYear) }
  },
}
