import { closedTrades, fewTrades, NO_CLOSED_TRADE } from './closed-trades.js'
import { mean } from './moments.js'
import type { Statistic } from './statistic.js'

export const payoffRatio: Statistic = {
  name: 'payoffRatio',
  title: 'Payoff ratio',
  unit: 'ratio',
  definition:
    'How large a win is beside a loss, after fees: mean profit of winning trades / mean loss of losing trades.',
  compute(record) {
    const trades = closedTrades(record)
    if (trades.length === 0) return { value: null, reason: NO_CLOSED_TRADE }
    const wins = trades.filter((trade) => trade.pnl > 0).map((trade) => trade.pnl)
    const losses = trades.filter((trade) => trade.pnl < 0).map((trade) => -trade.pnl)
    if (wins.length === 0) return { value: null, reason: 'no trade won' }
    if (losses.length === 0) return { value: null, reason: 'no trade lost' }
    return { value: mean(wins) / mean(losses), reason: fewTrades(trades) }
  },
}
