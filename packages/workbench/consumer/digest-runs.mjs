// Two small backtests whose digests must be equal on every runtime: bars with orders of every type, and trades with
// every window in time. Plain ESM without any host's modules: Node, Deno, Bun, a page and a worker run this file.
import { backtest, bars, strategy, trades } from '@tapeline/core'
import { syntheticBars, syntheticMarket } from '@tapeline/core/testing'
import {
  atr,
  bollinger,
  ema,
  macd,
  max,
  min,
  rsi,
  sma,
  twpa,
  velocity,
  volumeSurge,
  vwap,
  windowSlope,
} from '@tapeline/indicators'

const swing = strategy({
  name: 'swing',
  data: { main: bars('1h') },
  params: { fast: 12, slow: 48 },
  indicators: (p) => ({
    fast: ema({ period: p.fast }),
    slow: sma({ period: p.slow }),
    bb: bollinger(),
    macd: macd(),
    rsi: rsi(),
    atr: atr(),
    high: max({ period: 20 }),
    low: min({ period: 20 }),
    vwap: vwap(),
  }),
  onBar({ bar, ind, position, orders, instrument, signal }) {
    const onTick = (price) => Math.round(price / instrument.tickSize) * instrument.tickSize
    if (position.isFlat && orders.open.length === 0 && ind.fast > ind.slow) {
      if (ind.rsi < 55) orders.buy({ weight: 0.4, limit: onTick(bar.close - ind.atr / 2) })
      else if (ind.macd.histogram > 0) orders.buy({ weight: 0.4, stop: onTick(ind.high + ind.atr / 4) })
      else orders.target({ weight: 0.3 })
    }
    if (position.isLong && orders.open.length === 0) {
      orders.sell({ quantity: position.quantity, stop: onTick(bar.close - 2 * ind.atr) })
      orders.sell({ quantity: position.quantity, limit: onTick(bar.close + 2 * ind.atr) })
    }
    if (position.isFlat && ind.fast < ind.slow) orders.cancelAll()
    if (bar.close > ind.bb.upper) signal('stretched', { above: bar.close / ind.vwap })
  },
})

const detector = strategy({
  name: 'detector',
  data: { trades: trades() },
  indicators: () => ({
    mean: twpa({ t1: 60, t2: 0 }),
    before: twpa({ t1: 120, t2: 60 }),
    velocity: velocity({ current: [10, 0], baseline: [60, 30] }),
    surge: volumeSurge({ current: [30, 0], baseline: [300, 30] }),
    slope: windowSlope({ t1: 20, t2: 0 }),
  }),
  state: () => ({ seen: 0 }),
  onTrade({ ind, state, signal, orders, position, trade }) {
    if (++state.seen % 500 === 0)
      signal('state', {
        mean: ind.mean.value,
        before: ind.before.value,
        velocity: ind.velocity,
        surge: ind.surge,
        slope: ind.slope,
      })
    if (position.isFlat && ind.velocity > 0.004 && ind.surge > 1.5) orders.buy({ notional: 500 })
    if (position.isLong && trade.price < ind.mean.value) orders.close()
  },
})

/** The digests of both runs, with what shows that they did something. */
export async function digestRuns() {
  const bar = await backtest({
    strategy: swing,
    data: { main: syntheticBars({ seed: 'runtime', timeframe: '1h', bars: 20_000 }) },
    account: { USD: 10_000 },
    fees: { maker: 0.0002, taker: 0.0005 },
  }).result
  const tick = await backtest({
    strategy: detector,
    data: { trades: syntheticMarket({ seed: 'runtime', ticks: 200_000, pumps: { count: 5 } }).trades },
    account: { USDT: 10_000 },
    fees: { taker: 0.0005 },
  }).result
  return {
    bars: {
      digest: bar.digest,
      rows: bar.rows,
      fills: bar.fills.length,
      signals: bar.signals.length,
      cash: bar.finalCash,
    },
    trades: {
      digest: tick.digest,
      rows: tick.rows,
      fills: tick.fills.length,
      signals: tick.signals.length,
      cash: tick.finalCash,
    },
  }
}
