/**
 * Bytes that each indicator of the catalogue allocates for each update, alone in a graph, row by row and in chunks, as V8's
 * sampling heap profiler counts them. Each runs in a process of its own, so that none profits or suffers from what ran before.
 *
 *   node packages/workbench/bench/indicators/allocation-of-each.mjs [names]
 */
import { execFileSync } from 'node:child_process'
import { Session } from 'node:inspector'
import { fileURLToPath } from 'node:url'
import { SeriesGraph } from '@tapeline/core/indicator'
import { catalog } from '@tapeline/indicators'
import { report } from './report.mjs'

const CHUNK = 4096
const WARM = 40
const ROUNDS = 10
const NAMES = 'ts openTime closeTime open high low close volume price size side periods'.split(' ')

const names = process.argv.slice(2)
if (names[0] === '--one') measure(names[1])
else
  for (const type of catalog) {
    const { name } = type.metadata
    if (names.length > 0 && !names.includes(name)) continue
    const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--one', name], { encoding: 'utf8' })
    const { rows, chunks } = JSON.parse(output)
    report(
      `${name}: ${rows.toFixed(1)} bytes a row by row, ${chunks.toFixed(1)} in chunks`,
      Math.max(rows, chunks),
      '<=',
      1,
    )
  }

function measure(name) {
  const definition = catalog.get(name)()
  console.log(JSON.stringify({ rows: bytesPerUpdate(definition, 1), chunks: bytesPerUpdate(definition, CHUNK) }))
}

/** Kept apart from `fill`, so that only what the graph allocates is counted. */
function compute(graph, step) {
  for (let i = 0; i < CHUNK; i += step) graph.run(i, i + step)
}

function bytesPerUpdate(definition, step) {
  const columns = Object.fromEntries(NAMES.map((column) => [column, new Float64Array(CHUNK)]))
  const graph = new SeriesGraph(NAMES, CHUNK)
  graph.add(definition)
  graph.bind(columns)
  const rounds = (count) => {
    for (let round = 0; round < count; round++) {
      fill(columns)
      compute(graph, step)
    }
  }
  rounds(WARM)
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
  return bytes / (ROUNDS * CHUNK)
}

/** What was allocated in `compute` and all that it called. */
function below(node, inside) {
  const counts = inside || node.callFrame.functionName === 'compute'
  return node.children.reduce((sum, child) => sum + below(child, counts), counts ? node.selfSize : 0)
}

/** The next rows; times go on from those before. */
function fill(columns) {
  let time = columns.ts[CHUNK - 1] || 1.7e12
  for (let i = 0; i < CHUNK; i++) {
    time += 100
    const close = 100 + ((i * 7919) % 101) / 100
    columns.ts[i] = columns.openTime[i] = columns.closeTime[i] = time
    columns.close[i] = columns.price[i] = close
    columns.open[i] = close - 0.3
    columns.high[i] = close + 0.7
    columns.low[i] = close - 0.9
    columns.volume[i] = columns.size[i] = (i % 3) + 0.5
    columns.side[i] = i % 2 === 0 ? 1 : -1
    columns.periods[i] = 2 + (i % 20)
  }
}
