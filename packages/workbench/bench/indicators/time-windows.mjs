/**
 * What the time-weighted average costs at each tick: `update` and its value, one live instance, windows of ten seconds and
 * of an hour over some 30 ticks a second. Prints a line for each figure that must hold, and fails when one does not.
 * Needs the packages built.
 *
 *   node packages/workbench/bench/indicators/time-windows.mjs
 */
import { twpa } from '@tapeline/indicators'

const TICKS = 1_000_000
const ROUNDS = 7

/** Start and end of the window in seconds before now, most nanoseconds a tick. */
const TARGETS = [
  [10, 0, 50],
  [3600, 0, 50],
  [20, 10, 75],
  [7200, 3600, 75],
]

const ts = new Float64Array(TICKS)
const price = new Float64Array(TICKS)
for (let i = 0, time = 1.7e12, level = 61_700; i < TICKS; i++) {
  time += (i * 7919) % 67
  level += ((i * 104_729) % 21) - 10
  ts[i] = time
  price[i] = level / 10
}

let failed = 0
for (const [t1, t2, most] of TARGETS) {
  const costs = Array.from({ length: ROUNDS }, () => nanoseconds(t1, t2)).sort((a, b) => a - b)
  report(`twpa({ t1: ${t1}, t2: ${t2} }): ${costs[ROUNDS >> 1].toFixed(1)} ns a tick`, costs[ROUNDS >> 1], most)
}
process.exitCode = failed === 0 ? 0 : 1

function nanoseconds(t1, t2) {
  const live = twpa.create({ t1, t2 })
  let sum = 0
  const begin = process.hrtime.bigint()
  for (let i = 0; i < TICKS; i++) {
    const value = live.update(ts[i], price[i], 1)
    if (value === value) sum += value
  }
  const passed = Number(process.hrtime.bigint() - begin)
  if (!(sum > 0)) throw new Error('nothing was computed')
  return passed / TICKS
}

function report(text, value, limit) {
  const holds = value <= limit
  if (!holds) failed++
  console.log(`${holds ? 'ok  ' : 'FAIL'} ${text} (<= ${limit})`)
}
