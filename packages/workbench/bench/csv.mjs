// Rows a second of csvBars and csvTrades against split() and Number() on the same text, in one run.
// Needs a build. Usage: node packages/workbench/bench/csv.mjs [rows]
import { csvBars, csvTrades } from '@tapeline/adapters'
import { instrument } from '@tapeline/core'
import { syntheticBars, syntheticMarket } from '@tapeline/core/testing'

const rows = Number(process.argv[2] ?? 500_000)
const demo = instrument({ symbol: 'DEMO/USD', venue: 'synthetic', quote: 'USD', tickSize: 0.0001, lotSize: 0.1 })

const barText = ['t,open,high,low,close,volume']
for (const c of syntheticBars({ seed: 1, bars: rows, timeframe: '1m' }).chunks()) {
  for (let i = 0; i < c.length; i++)
    barText.push([c.openTime[i], c.open[i], c.high[i], c.low[i], c.close[i], c.volume[i]].join())
}
const tradeText = ['time,price,size,side']
for (const c of syntheticMarket({ seed: 1, ticks: rows }).trades.chunks()) {
  for (let i = 0; i < c.length; i++)
    tradeText.push([c.ts[i], c.price[i], c.size[i], c.side[i] > 0 ? 'buy' : 'sell'].join())
}
const bars = new TextEncoder().encode(barText.join('\n'))
const trades = new TextEncoder().encode(tradeText.join('\n'))

const plain = (bytes, numbers) => {
  const columns = Array.from({ length: numbers }, () => new Float64Array(rows))
  const lines = new TextDecoder().decode(bytes).split('\n')
  for (let i = 1; i < lines.length; i++) {
    const fields = lines[i].split(',')
    for (let k = 0; k < numbers; k++) columns[k][i - 1] = Number(fields[k])
  }
  return columns[numbers - 1].reduce((a, b) => a + b, 0)
}
const drain = async (recorded, key) => {
  let sum = 0
  for await (const chunk of recorded.chunks()) for (let i = 0; i < chunk.length; i++) sum += chunk[key][i]
  return sum
}
const measure = async (name, run) => {
  let best = Infinity
  let result
  for (let pass = 0; pass < 4; pass++) {
    const start = performance.now()
    result = await run()
    best = Math.min(best, performance.now() - start)
  }
  console.log(`${name.padEnd(28)} ${(rows / best / 1e3).toFixed(2).padStart(6)} M rows/s   sum ${result}`)
}

console.log(`${rows.toLocaleString('en-US')} rows, best of 4 passes, checks and warnings included`)
await measure('csvBars', async () => drain(await csvBars(bars, { instrument: demo, timeframe: '1m' }), 'volume'))
await measure('split + Number (bars)', () => plain(bars, 6))
await measure('csvTrades', async () => drain(await csvTrades(trades, { instrument: demo }), 'size'))
await measure('split + Number (trades)', () => plain(trades, 3))
