/**
 * Bytes allocated for each row that a warm graph of eight indicators computes, row by row and in chunks. Run with a
 * young generation so large that nothing is collected meanwhile: node --expose-gc --max-semi-space-size=256.
 */
import { SeriesGraph } from '@tapeline/core'
import { atr, bollinger, ema, macd, max, rsi, sma, twpa, vwap } from '@tapeline/indicators'

const ROWS = 1 << 20
const names = ['ts', 'open', 'high', 'low', 'close', 'volume']
const columns = Object.fromEntries(names.map((name, at) => [name, Float64Array.from({ length: ROWS }, (_, i) => (name === 'ts' ? 1.7e12 + i * 100 : 100 + Math.sin(i * 0.001 + at)))]))

const graph = new SeriesGraph(names, ROWS)
for (const definition of [sma({ period: 20 }), ema({ period: 20 }), rsi(), macd(), bollinger(), atr(), max(), vwap(), ema({ period: 5, of: macd(), output: 'signal' }), twpa({ t1: 60, t2: 0 })]) graph.add(definition)
graph.bind(columns)

const bytes = (rows, step) => {
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < rows; i += step) graph.run(i, i + step)
  return (process.memoryUsage().heapUsed - before) / rows
}
for (const step of [1, 1024]) {
  bytes(ROWS, step)
  console.log(JSON.stringify({ step, bytesPerRow: Number(bytes(ROWS, step).toFixed(3)) }))
}
