/**
 * The slowest single update at period 2000, where a window turns its block over: at most 10 µs, or 25 where more than two
 * moments are kept. Each update's time is the least of several runs, so that what the machine did meanwhile drops out.
 *
 *   node packages/workbench/bench/indicators/worst-update.mjs
 */
import { catalog } from '@tapeline/indicators'
import { report } from './report.mjs'

const PERIOD = 2000
const ROWS = 7000
const RUNS = 40
/** Co-moments of two series, third and fourth moments: more to merge at each place of a block. */
const MOST_US = { beta: 25, correl: 25, kurtosis: 25, skew: 25 }

for (const type of catalog) {
  const { name, params, cost } = type.metadata
  const spec = params['period']
  if (spec === undefined || cost === 'O(n)') continue
  const definition = definitionOf(type, spec)
  if (definition === null) continue
  const least = new Float64Array(ROWS).fill(Infinity)
  for (let run = 0; run < RUNS; run++) time(definition, least)
  const worst = Math.max(...least.subarray(100)) / 1000
  report(`${name}: ${worst.toFixed(2)} µs at worst`, worst, '<=', MOST_US[name] ?? 10)
}

/** The indicator at period 2000 with its other parameters as they are; null where they contradict each other. */
function definitionOf(type, spec) {
  try {
    return type({ period: Math.min(PERIOD, spec.max ?? PERIOD) })
  } catch {
    return null
  }
}

function time(definition, least) {
  const live = definition.create()
  const row = definition.inputs.map(() => 0)
  for (let i = 0; i < ROWS; i++) {
    const close = 100 + ((i * 7919) % 1013) / 100
    definition.inputs.forEach((input, at) => {
      row[at] = input === 'high' ? close + 1 : input === 'low' ? close - 1 : close
    })
    const start = process.hrtime.bigint()
    live.update(...row)
    const took = Number(process.hrtime.bigint() - start)
    if (took < least[i]) least[i] = took
  }
}
