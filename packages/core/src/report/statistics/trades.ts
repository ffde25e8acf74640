import { closedTrades } from './closed-trades.js'
import type { Statistic } from './statistic.js'

export const trades: Statistic = {
  name: 'trades',
  title: 'Trades',
  unit: 'count',
  definition: 'Closed trades: positions that went from flat back to flat. One that is still open is not counted.',
  compute(record) {
    const closed = closedTrades(record).length
    const open = record.trades.length - closed
    return { value: closed, reason: open > 0 ? `${open} more still open` : undefined }
  },
}
