import { bars, strategy, trades } from '@tapeline/core'
import { bollinger, ema, twpa, velocity, volumeSurge } from '@tapeline/indicators'

/** Follows the trend: in while the fast average is above the slow one, but not when the price is stretched already. */
export const emaCross = (timeframe) =>
  strategy({
    name: 'ema-cross',
    data: { main: bars(timeframe) },
    params: { fast: 20, slow: 100 },
    indicators: (p) => ({ fast: ema({ period: p.fast }), slow: ema({ period: p.slow }), bb: bollinger() }),
    onBar({ bar, ind, position, orders }) {
      if (ind.fast > ind.slow && position.isFlat && bar.close < ind.bb.upper) orders.target({ weight: 0.95 })
      if (ind.fast < ind.slow && position.isLong) orders.close()
    },
  })

/** What doing nothing would have brought: the yardstick of every strategy. */
export const buyAndHold = (timeframe) =>
  strategy({
    name: 'buy-and-hold',
    data: { main: bars(timeframe) },
    state: () => ({ bought: false }),
    onBar({ orders, state }) {
      if (state.bought) return
      state.bought = true
      orders.target({ weight: 0.95 })
    },
  })

/**
 * StreamTrader's pump detector: the price runs away from where it was half a minute to a minute ago, while far more is
 * traded than in the ten minutes before. Either alone happens all the time; both together are a pump.
 */
export const pumpDetector = strategy({
  name: 'pump-detector',
  data: { trades: trades() },
  params: { velocity: 0.009, surge: 2.5, above: 0.6, quietMs: 900_000 },
  indicators: () => ({
    mean: twpa({ t1: 300, t2: 0 }),
    velocity: velocity({ current: [10, 0], baseline: [60, 30] }),
    surge: volumeSurge({ current: [30, 0], baseline: [600, 30] }),
  }),
  state: () => ({ quietUntil: 0 }),
  onTrade(context) {
    const { trade, ind, params, state, now } = context
    if (ind.velocity < params.velocity || ind.surge < params.surge || now < state.quietUntil) return
    const above = 100 * (trade.price / ind.mean.value - 1)
    if (above < params.above) return
    state.quietUntil = now + params.quietMs
    context.signal('pump', { velocity: ind.velocity, surge: ind.surge, above })
  },
})
