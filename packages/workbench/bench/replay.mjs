// Replay of trade columns through the public API: a strategy that reads five indicators on every tick, always has a
// resting limit order, fills at least once in 1,000 ticks, and keeps equity and drawdown.
//
//   node --expose-gc packages/workbench/bench/replay.mjs [ticks=10000000] [rounds=8]
//
// Prints ticks a second on one core (time of the processor), the ratio to a plain loop over the same columns in the same run, fills, digest,
// and the growth of the heap over the run.
import { backtest, strategy, trades } from '@tapeline/core'
import { bollinger, ema, macd, rsi, sma } from '@tapeline/indicators'
import { tradeMarket } from './trade-market.mjs'

const ticks = Number(process.argv[2] ?? 10_000_000)
const rounds = Number(process.argv[3] ?? 8)
const market = tradeMarket(ticks)

const quoting = strategy({
  name: 'quoting',
  data: { trades: trades() },
  indicators: () => ({
    sma: sma({ period: 20 }),
    ema: ema({ period: 20 }),
    rsi: rsi({ period: 14 }),
    macd: macd(),
    bb: bollinger({ period: 20 }),
  }),
  state: () => ({ order: null, reads: 0 }),
  onTrade({ trade, ind, position, orders, state }) {
    state.reads += ind.sma + ind.ema + ind.rsi + ind.macd.macd + ind.bb.upper
    const order = state.order
    if (order !== null && order.isOpen) {
      if (Math.abs(order.limitPrice - trade.price) > 4) orders.cancel(order)
      else return
    }
    const price = Math.round(trade.price * 100)
    state.order = position.isFlat
      ? orders.buy({ quantity: 0.001, limit: (price - 80) / 100 })
      : orders.sell({ quantity: 0.001, limit: (price + 80) / 100 })
  },
})

console.log(`replay of ${ticks} ticks, ${rounds} rounds, Node ${process.versions.node}`)
let best = Infinity
let result
// No collection is forced between timed rounds: it drops the compiled code of what is not running at that moment.
for (let round = 0; round < rounds; round++) {
  const start = cpuMs()
  result = await run()
  const ms = cpuMs() - start
  best = Math.min(best, ms)
  console.log(`  round ${round + 1}: ${rate(ms)} M ticks/s, ${((ms * 1e6) / ticks).toFixed(1)} ns a tick`)
}
const records = result.orders.length + result.fills.length + result.trades.length
if (globalThis.gc !== undefined) {
  await run()
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  for (let again = 0; again < 3; again++) await run()
  globalThis.gc()
  const growth = process.memoryUsage().heapUsed - before
  console.log(`heap after three more runs: ${(growth / 2 ** 20).toFixed(2)} MiB more; ${records} records in a result`)
}
const plain = plainLoop()
console.log(
  `best ${rate(best)} M ticks/s; a plain loop with the same five formulas ${rate(plain)} M ticks/s; ratio ${(best / plain).toFixed(2)}`,
)
console.log(
  `fills ${result.fills.length} (one in ${Math.round(ticks / result.fills.length)} ticks), max drawdown ${result.drawdown.depth.toFixed(6)}, final equity ${result.finalEquity}`,
)
console.log(`digest ${result.digest}`)

function run() {
  return backtest({
    strategy: quoting,
    data: { trades: market },
    account: { USDT: 10_000 },
    fees: { maker: 0.0001, taker: 0.0002 },
  }).result
}

function rate(ms) {
  return (ticks / ms / 1000).toFixed(2)
}

/** Time of the processor, garbage collection and compilation included: other programs on the machine do not count. */
function cpuMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The same five formulas, written by hand over the same columns, without orders and without a strategy. */
function plainLoop() {
  const { price } = market.columns
  let fastest = Infinity
  for (let round = 0; round < 3; round++) {
    const start = cpuMs()
    let sum = 0
    let average = price[0]
    let gain = 1
    let loss = 1
    let fast = price[0]
    let slow = price[0]
    let total = 0
    let squares = 0
    for (let i = 1; i < ticks; i++) {
      const p = price[i]
      const change = p - price[i - 1]
      average += (2 / 21) * (p - average)
      gain += (Math.max(change, 0) - gain) / 14
      loss += (Math.max(-change, 0) - loss) / 14
      fast += (2 / 13) * (p - fast)
      slow += (2 / 27) * (p - slow)
      total += p
      squares += p * p
      if (i >= 20) {
        const old = price[i - 20]
        total -= old
        squares -= old * old
      }
      const mean = total / 20
      sum +=
        mean +
        average +
        (100 - 100 / (1 + gain / loss)) +
        (fast - slow) +
        mean +
        2 * Math.sqrt(Math.max(0, squares / 20 - mean * mean))
    }
    fastest = Math.min(fastest, cpuMs() - start)
    if (Number.isNaN(sum)) throw new Error('the plain loop lost its sum')
  }
  return fastest
}
