// The smallest whole backtest: data, a strategy, a result.
import { backtest, bars, strategy } from '@tapeline/core'
import { syntheticBars } from '@tapeline/core/testing'
import { ema } from '@tapeline/indicators'

const trend = strategy({
  name: 'above-average',
  data: { main: bars('1d') },
  params: { period: 50 },
  indicators: (p) => ({ average: ema({ period: p.period }) }),
  onBar({ bar, ind, position, orders }) {
    if (bar.close > ind.average && position.isFlat) orders.target({ weight: 0.95 })
    if (bar.close < ind.average && position.isLong) orders.close()
  },
})

const run = backtest({
  strategy: trend,
  data: { main: syntheticBars({ seed: 1, bars: 1_000 }) },
  account: { USD: 10_000 },
  fees: { taker: 0.001 },
})
const { statistics, trades, digest } = await run.result

console.log(`${trades.length} trades, digest ${digest}`)
for (const { title, value } of statistics.slice(0, 5)) console.log(title, value)
