import type { Statistic } from './statistic.js'

export const volatility: Statistic = {
  name: 'volatility',
  title: 'Volatility',
  unit: 'fraction',
  definition:
    'How widely equity swings in a year: the sample standard deviation of daily returns x sqrt(trading days in a year).',
  compute: (record, { daily }) =>
    daily.problem === null
      ? { value: daily.moments.deviation * Math.sqrt(record.daysPerYear) }
      : { value: null, reason: daily.problem },
}
