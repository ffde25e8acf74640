/**
 * Bytes that a warm graph of eleven indicators allocates for each update of one of them, row by row and in chunks: the growth of the heap over
 * many rows less that over few, so that what the engine itself allocates once does not count. Prints one JSON line.
 * Run as: node --expose-gc --max-semi-space-size=256 (so large that nothing is collected meanwhile).
 */
import { SeriesGraph } from '@tapeline/core'
import { atr, bollinger, ema, macd, max, rsi, sma, twpa, velocity, vwap } from '@tapeline/indicators'

const CHUNK = 1024
const NAMES = ['ts', 'open', 'high', 'low', 'close', 'volume']
const columns = Object.fromEntries(NAMES.map((name) => [name, new Float64Array(CHUNK)]))
const graph = new SeriesGraph(NAMES, CHUNK)
const definitions = [sma({ period: 20 }), ema({ period: 20 }), rsi(), macd(), bollinger(), atr(), max(), vwap(), ema({ period: 5, of: macd(), output: 'signal' }), twpa({ t1: 60, t2: 0 }), velocity()]
for (const definition of definitions) graph.add(definition)
graph.bind(columns)

let time = 1.7e12
const grown = (chunks, step) => {
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  for (let chunk = 0; chunk < chunks; chunk++) {
    for (let i = 0; i < CHUNK; i++) {
      columns.ts[i] = time += 100
      columns.close[i] = 100 + ((i * 7919) % 101) / 100
      columns.open[i] = columns.high[i] = columns.low[i] = columns.close[i]
      columns.volume[i] = i % 3
    }
    for (let i = 0; i < CHUNK; i += step) graph.run(i, i + step)
  }
  return process.memoryUsage().heapUsed - before
}
const bytesPerUpdate = (step) => {
  grown(2000, step)
  const few = grown(200, step)
  return Math.max(0, (grown(1200, step) - few) / (1000 * CHUNK * definitions.length))
}
console.log(JSON.stringify({ rowByRow: bytesPerUpdate(1), inChunks: bytesPerUpdate(CHUNK) }))
