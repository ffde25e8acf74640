/**
 * What the time-weighted average costs at each tick, value included: `update` of one live instance, and beside it rows of
 * a graph as a replay runs them; windows of ten seconds and of an hour, over some 30 ticks a second. Prints a line for
 * each figure that must hold, and fails when one does not. Needs the packages built.
 *
 * Each figure is the tenth percentile of batches of 10,000 ticks: what a batch costs that nothing else interrupts.
 *
 *   node packages/workbench/bench/indicators/time-windows.mjs
 */
import { SeriesGraph } from '@tapeline/core/indicator'
import { twpa, windowStats } from '@tapeline/indicators'

const TICKS = 1_000_000
const BATCH = 10_000
const ROUNDS = 7
/** Batches of a round before the longest window is full, and the code is warm. */
const WARM = 30

/** Start and end of the window in seconds before now, most nanoseconds a tick. */
const TARGETS = [
  [10, 0, 50],
  [3600, 0, 50],
  [20, 10, 75],
  [3610, 10, 75],
]

const ts = new Float64Array(TICKS)
const price = new Float64Array(TICKS)
const size = new Float64Array(TICKS).fill(1)
for (let i = 0, time = 1.7e12, level = 617_000; i < TICKS; i++) {
  time += (i * 7919) % 67
  level += ((i * 104_729) % 21) - 10
  ts[i] = time
  price[i] = level / 10
}

const cases = TARGETS.flatMap(([t1, t2, most]) => {
  const name = `twpa({ t1: ${t1}, t2: ${t2} })`
  return [
    { name: `${name}, an update`, most, prepare: () => updates(twpa.create({ t1, t2 })), costs: [] },
    { name: `${name}, a row of a graph`, most: null, prepare: () => graphRows(twpa({ t1, t2 })), costs: [] },
  ]
})
cases.push({
  name: 'windowStats({ t1: 60, t2: 0 }), all 19 outputs, an update',
  most: null,
  prepare: () => updates(windowStats.create({ t1: 60, t2: 0 })),
  costs: [],
})

// Round by round, so that a busy moment of the machine falls on all of them.
for (let round = 0; round < ROUNDS; round++)
  for (const one of cases) {
    const costs = measure(one.prepare())
    if (round > 0) one.costs.push(...costs)
  }

let failed = 0
for (const { name, most, costs } of cases) {
  const cost = costs.sort((a, b) => a - b)[Math.floor(costs.length / 10)]
  report(`${name}: ${cost.toFixed(1)} ns`, cost, most)
}
process.exitCode = failed === 0 ? 0 : 1

/** Nanoseconds a tick of each batch that `run` takes. */
function measure(run) {
  const costs = []
  for (let from = 0; from < TICKS; from += BATCH) {
    const begin = process.hrtime.bigint()
    const sum = run(from, from + BATCH)
    const passed = Number(process.hrtime.bigint() - begin) / BATCH
    if (!(sum > 0)) throw new Error('nothing was computed')
    if (from >= WARM * BATCH) costs.push(passed)
  }
  return costs
}

function updates(live) {
  return (from, to) => {
    let sum = 0
    for (let i = from; i < to; i++) {
      const value = live.update(ts[i], price[i], 1)
      if (value === value) sum += value
    }
    return sum
  }
}

function graphRows(definition) {
  const graph = new SeriesGraph(['ts', 'price', 'size'], TICKS)
  const node = graph.add(definition)
  graph.bind({ ts, price, size })
  return (from, to) => {
    graph.run(from, to)
    return node.columns[0][to - 1] || (from === 0 ? 1 : NaN)
  }
}

function report(text, value, limit) {
  if (limit === null) return console.log(`     ${text}`)
  const holds = value <= limit
  if (!holds) failed++
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${text} (<= ${limit})`)
}
