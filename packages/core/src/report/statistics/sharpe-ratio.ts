import type { Statistic } from './statistic.js'

export const sharpeRatio: Statistic = {
  name: 'sharpeRatio',
  title: 'Sharpe ratio',
  unit: 'ratio',
  definition:
    'Return for each unit of swing, a year: mean of daily returns / their sample standard deviation x sqrt(trading days in a year). The riskless rate is taken as 0.',
  compute(record, { daily }) {
    if (daily.problem !== null) return { value: null, reason: daily.problem }
    const { mean, deviation } = daily.moments
    if (deviation === 0) return { value: null, reason: 'daily returns never varied' }
    return { value: (mean / deviation) * Math.sqrt(record.daysPerYear) }
  },
}
