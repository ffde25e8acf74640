import { closedTrades, fewTrades, NO_CLOSED_TRADE } from './closed-trades.js'
import { mean } from './moments.js'
import type { Statistic } from './statistic.js'

export const expectancy: Statistic = {
  name: 'expectancy',
  title: 'Expectancy',
  unit: 'currency',
  definition:
    'What a trade brought on average, after fees: sum of profits and losses / closed trades, in the currency of the account.',
  compute(record) {
    const trades = closedTrades(record)
    if (trades.length === 0) return { value: null, reason: NO_CLOSED_TRADE }
    return { value: mean(trades.map((trade) => trade.pnl)), reason: fewTrades(trades) }
  },
}
