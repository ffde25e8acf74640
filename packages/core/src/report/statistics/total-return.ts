import type { Statistic } from './statistic.js'

export const totalReturn: Statistic = {
  name: 'totalReturn',
  title: 'Total return',
  unit: 'fraction',
  definition:
    'Growth of equity over the whole run, open positions at their last price: final equity / initial equity - 1.',
  compute: (record) =>
    record.initialEquity > 0
      ? { value: record.finalEquity / record.initialEquity - 1 }
      : { value: null, reason: 'the run began without equity' },
}
