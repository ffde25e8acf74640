import { closedTrades, fewTrades, NO_CLOSED_TRADE } from './closed-trades.js'
import type { Statistic } from './statistic.js'

export const winRate: Statistic = {
  name: 'winRate',
  title: 'Win rate',
  unit: 'fraction',
  definition: 'Share of closed trades that earned more than their fees: trades with profit above 0 / closed trades.',
  compute(record) {
    const trades = closedTrades(record)
    if (trades.length === 0) return { value: null, reason: NO_CLOSED_TRADE }
    return { value: trades.filter((trade) => trade.pnl > 0).length / trades.length, reason: fewTrades(trades) }
  },
}
