// Ten symbols of trades merged into one run, each with an indicator and a handler that reads it at every print.
//
//   node packages/workbench/bench/merged-replay.mjs [ticks=5000000] [rounds=8]
//
// Prints ticks a second on one core (time of the processor), the ratio to a plain loop that merges the same columns, and
// `ok` at 6 M a second.
import { backtest, instrument, strategy, trades } from '@tapeline/core'
import { SeededRandom } from '@tapeline/core/math'
import { ema } from '@tapeline/indicators'

const ticks = Number(process.argv[2] ?? 5_000_000)
const rounds = Number(process.argv[3] ?? 8)
const SYMBOLS = 10
const markets = Array.from({ length: SYMBOLS }, (_, i) => makeMarket(i, Math.floor(ticks / SYMBOLS)))
const count = markets.reduce((sum, { rows }) => sum + rows, 0)

const reading = strategy({
  name: 'reading',
  data: { trades: trades() },
  indicators: () => ({ average: ema({ period: 20, on: 'trades' }) }),
  state: () => ({ above: 0 }),
  onTrade({ trade, ind, state }) {
    if (trade.price > ind.average) state.above++
  },
})

let best = Infinity
let plain = Infinity
for (let round = 0; round < rounds; round++) {
  const start = cpuMs()
  await backtest({ strategy: reading, data: { trades: markets }, account: { USDT: 10_000 }, fees: { taker: 0.001 } })
    .result
  best = Math.min(best, cpuMs() - start)
  plain = Math.min(plain, plainLoop())
}
const rate = count / best / 1000
console.log(
  `${SYMBOLS} symbols, ${count} ticks: ${rate.toFixed(2)} M ticks/s, ${((best * 1e6) / count).toFixed(0)} ns a tick`,
)
console.log(
  `a plain loop that merges the same columns ${(count / plain / 1000).toFixed(2)} M ticks/s; ratio ${(best / plain).toFixed(2)}`,
)
console.log(`${rate >= 6 ? 'ok' : 'FAIL'}: at least 6 M ticks/s`)

function plainLoop() {
  const start = cpuMs()
  const rows = new Int32Array(SYMBOLS)
  const averages = markets.map(({ columns }) => columns.price[0])
  let above = 0
  for (let done = 0; done < count; done++) {
    let first = -1
    let firstTs = Infinity
    for (let i = 0; i < SYMBOLS; i++) {
      const ts = rows[i] < markets[i].rows ? markets[i].columns.ts[rows[i]] : Infinity
      if (ts < firstTs) {
        firstTs = ts
        first = i
      }
    }
    const price = markets[first].columns.price[rows[first]++]
    averages[first] += (2 / 21) * (price - averages[first])
    if (price > averages[first]) above++
  }
  if (above < 0) throw new Error('the plain loop lost its count')
  return cpuMs() - start
}

/** Time of the processor, garbage collection included: other programs on the machine do not count. */
function cpuMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function makeMarket(seed, rows) {
  const random = new SeededRandom(seed)
  const columns = { ts: new Float64Array(rows), price: new Float64Array(rows), size: new Float64Array(rows) }
  let cents = 1_000_000
  let ts = 1_700_000_000_000
  for (let i = 0; i < rows; i++) {
    cents += random.int(21) - 10
    ts += random.int(40)
    columns.ts[i] = ts
    columns.price[i] = Math.max(1, cents) / 100
    columns.size[i] = (1 + random.int(100)) / 1000
  }
  return {
    kind: 'trades',
    instrument: instrument({ symbol: `C${seed}/USDT`, venue: 'bench', quote: 'USDT', tickSize: 0.01, lotSize: 0.001 }),
    source: 'memory',
    priceAdjustment: 'raw',
    rows,
    columns,
    *chunks() {
      yield { kind: 'trades', length: rows, ...columns }
    },
  }
}
