import type { Statistic } from './statistic.js'

export const maxDrawdown: Statistic = {
  name: 'maxDrawdown',
  title: 'Maximum drawdown',
  unit: 'fraction',
  definition:
    'The deepest fall of equity from an earlier peak, over every event of the run: max of (peak - equity) / peak, a positive fraction.',
  compute: (record) => ({ value: record.drawdown.depth }),
}
