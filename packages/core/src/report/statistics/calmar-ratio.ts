import { cagr } from './cagr.js'
import type { Statistic } from './statistic.js'

export const calmarRatio: Statistic = {
  name: 'calmarRatio',
  title: 'Calmar ratio',
  unit: 'ratio',
  definition: 'Yearly growth for each unit of the worst fall: CAGR / maximum drawdown, both over the whole run.',
  compute(record, context) {
    const growth = cagr.compute(record, context)
    if (growth.value === null) return growth
    if (!(record.drawdown.depth > 1e-12)) return { value: null, reason: 'equity never fell' }
    return { value: growth.value / record.drawdown.depth }
  },
}
