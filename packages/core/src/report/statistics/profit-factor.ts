import { closedTrades, fewTrades, NO_CLOSED_TRADE } from './closed-trades.js'
import type { Statistic } from './statistic.js'

export const profitFactor: Statistic = {
  name: 'profitFactor',
  title: 'Profit factor',
  unit: 'ratio',
  definition:
    'Money won for each unit lost, after fees: sum of profits / sum of losses of the closed trades. Above 1 earns.',
  compute(record) {
    const trades = closedTrades(record)
    if (trades.length === 0) return { value: null, reason: NO_CLOSED_TRADE }
    let won = 0
    let lost = 0
    for (const { pnl } of trades) {
      if (pnl > 0) won += pnl
      else lost -= pnl
    }
    return lost > 0 ? { value: won / lost, reason: fewTrades(trades) } : { value: null, reason: 'no trade lost' }
  },
}
