import { normalDistribution } from './normal-distribution.js'
import type { Statistic } from './statistic.js'

/** Source: D. H. Bailey and M. Lopez de Prado, "The Sharpe Ratio Efficient Frontier", Journal of Risk 15 (2012). */
export const probabilisticSharpe: Statistic = {
  name: 'probabilisticSharpe',
  title: 'Probabilistic Sharpe',
  unit: 'fraction',
  definition:
    'Confidence that the true Sharpe ratio is above 0, given how long and how uneven the record is: N(s sqrt(n - 1) / sqrt(1 - skew s + (kurtosis - 1) s^2 / 4)), s being the daily Sharpe ratio of n daily returns.',
  compute(_record, { daily }) {
    if (daily.problem !== null) return { value: null, reason: daily.problem }
    const { mean, deviation, second, third, fourth } = daily.moments
    if (deviation === 0) return { value: null, reason: 'daily returns never varied' }
    const sharpe = mean / deviation
    const skew = third / (second * Math.sqrt(second))
    const kurtosis = fourth / (second * second)
    // Positive for every sample: kurtosis >= 1 + skew^2.
    const spread = 1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe
    if (!(spread > 0)) return { value: null, reason: 'daily returns take two values only' }
    return { value: normalDistribution((sharpe * Math.sqrt(daily.values.length - 1)) / Math.sqrt(spread)) }
  },
}
