import { pow } from '../../math/index.js'
import type { Statistic } from './statistic.js'

export const cagr: Statistic = {
  name: 'cagr',
  title: 'Growth a year (CAGR)',
  unit: 'fraction',
  definition:
    'The constant yearly rate that leads from initial to final equity: (final / initial)^(1 / years) - 1, a year being 365.25 days. Runs under 30 days have none.',
  compute(record, { years }) {
    if (!(record.initialEquity > 0)) return { value: null, reason: 'the run began without equity' }
    if (record.finalEquity < 0) return { value: null, reason: 'equity ended below zero' }
    if (years * 365.25 < 30) return { value: null, reason: 'the run is shorter than 30 days' }
    return { value: pow(record.finalEquity / record.initialEquity, 1 / years) - 1 }
  },
}
