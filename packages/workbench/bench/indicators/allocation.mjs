/**
 * Bytes that a warm graph of eleven indicators allocates for each update of one of them, row by row and in chunks, as
 * V8's own sampling heap profiler counts them, collected objects included. Prints one JSON line.
 */
import { Session } from 'node:inspector'
import { SeriesGraph } from '@tapeline/core/indicator'
import { atr, bollinger, ema, macd, max, rsi, sma, twpa, velocity, vwap } from '@tapeline/indicators'

const CHUNK = 8192
const ROUNDS = 40
const NAMES = ['ts', 'open', 'high', 'low', 'close', 'volume']
const definitions = [
  sma({ period: 20 }),
  ema({ period: 20 }),
  rsi(),
  macd(),
  bollinger(),
  atr(),
  max(),
  vwap(),
  ema({ period: 5, of: macd(), output: 'signal' }),
  twpa({ t1: 60, t2: 0 }),
  velocity(),
]
const time = Float64Array.of(1.7e12)

/** Kept apart from `feed`, so that only what the graph allocates is counted. */
function compute(graph, step) {
  for (let i = 0; i < CHUNK; i += step) graph.run(i, i + step)
}

function feed(columns) {
  for (let i = 0; i < CHUNK; i++) {
    time[0] += 100
    columns.ts[i] = time[0]
    columns.close[i] = 100 + ((i * 7919) % 101) / 100
    columns.open[i] = columns.high[i] = columns.low[i] = columns.close[i]
    columns.volume[i] = i % 3
  }
}

function bytesPerUpdate(step) {
  const columns = Object.fromEntries(NAMES.map((name) => [name, new Float64Array(CHUNK)]))
  const graph = new SeriesGraph(NAMES, CHUNK)
  for (const definition of definitions) graph.add(definition)
  graph.bind(columns)
  const rounds = (n) => {
    for (let round = 0; round < n; round++) {
      feed(columns)
      compute(graph, step)
    }
  }
  rounds(100)
  const session = new Session()
  session.connect()
  session.post('HeapProfiler.startSampling', {
    samplingInterval: 256,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  })
  rounds(ROUNDS)
  let bytes = 0
  session.post('HeapProfiler.stopSampling', (_, { profile }) => (bytes = below(profile.head, false)))
  session.disconnect()
  return bytes / (ROUNDS * CHUNK * definitions.length)
}

/** What was allocated in `compute` and all that it called. */
function below(node, inside) {
  const counts = inside || node.callFrame.functionName === 'compute'
  return node.children.reduce((sum, child) => sum + below(child, counts), counts ? node.selfSize : 0)
}

console.log(JSON.stringify({ rowByRow: bytesPerUpdate(1), inChunks: bytesPerUpdate(CHUNK) }))
