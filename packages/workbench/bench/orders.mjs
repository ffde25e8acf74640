// What an order costs in a run on trade prints: one placed and cancelled at every print, and one filled at every print.
//
//   node packages/workbench/bench/orders.mjs [ticks=200000] [rounds=4]
//
// Prints µs an order on one core (time of the processor, garbage collection included), and the ratio to a run that only
// reads the print: all orders, fills and events of a run stay in its result.
import { backtest, strategy, trades } from '@tapeline/core'
import { tradeMarket } from './trade-market.mjs'

const ticks = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 4)
const market = tradeMarket(ticks)

const reading = ({ trade, state }) => {
  state.sum += trade.price
}
const cancelling = ({ trade, orders, state }) => {
  if (state.order !== null && state.order.isOpen) orders.cancel(state.order)
  state.order = orders.buy({ quantity: 0.001, limit: (Math.round(trade.price * 100) - 5_000) / 100 })
}
const trading = ({ orders, position }) => {
  if (position.isFlat) orders.buy({ quantity: 0.001 })
  else orders.sell({ quantity: 0.001 })
}

const idle = await costOf(reading)
const busy = { 'placed and cancelled': cancelling, 'placed and filled': trading }
for (const [name, onTrade] of Object.entries(busy)) {
  const { ns, result } = await costOf(onTrade)
  const { orders, fills } = result
  const each = (ns - idle.ns) / 1_000
  console.log(`an order ${name}: ${each.toFixed(2)} µs; ${orders.length} orders, ${fills.length} fills`)
  console.log(`  ${(ns / idle.ns).toFixed(0)}x a print that is only read, at ${idle.ns.toFixed(0)} ns`)
}

async function costOf(onTrade) {
  const active = strategy({
    name: 'active',
    data: { trades: trades() },
    state: () => ({ order: null, sum: 0 }),
    onTrade,
  })
  let ns = Infinity
  let result
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    result = await backtest({
      strategy: active,
      data: { trades: market },
      account: { USDT: 10_000_000 },
      fees: { maker: 0.0001, taker: 0.0002 },
    }).result
    const { user, system } = process.cpuUsage(start)
    ns = Math.min(ns, ((user + system) * 1_000) / ticks)
  }
  return { ns, result }
}
