import { DAY_MS } from '../utc-date.js'
import type { Statistic } from './statistic.js'

export const drawdownDuration: Statistic = {
  name: 'drawdownDuration',
  title: 'Longest drawdown',
  unit: 'days',
  definition:
    'The longest time that equity stood below an earlier peak, recovered or not, in days of 24 hours. It need not be the deepest fall.',
  compute: (record) => ({ value: record.drawdown.longestMs / DAY_MS }),
}
