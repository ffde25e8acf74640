/**
 * Bytes that one live instance holds, and what further updates add to it (they must add nothing). At most 16 bytes for
 * each sample of each window that it looks back over, and 512 for everything else.
 *
 *   node --expose-gc packages/workbench/bench/indicators/memory.mjs
 */
import { catalog } from '@tapeline/indicators'
import { report } from './report.mjs'

/**
 * Name, parameters at a period, samples that it must remember: the sum of the lengths of its windows.
 *
 * @type {readonly (readonly [string, (period: number) => object, (period: number) => number])[]}
 */
const TWELVE = [
  ['sma', (period) => ({ period }), (period) => period],
  ['ema', (period) => ({ period }), () => 0],
  ['rsi', (period) => ({ period }), () => 0],
  ['macd', () => ({}), () => 0],
  ['bollinger', (period) => ({ period }), (period) => period],
  ['atr', (period) => ({ period }), () => 0],
  ['stoch', (period) => ({ period, smooth: 3, signal: 3 }), (period) => 2 * period + 6],
  ['adx', (period) => ({ period }), () => 0],
  ['max', (period) => ({ period }), (period) => period],
  ['wma', (period) => ({ period }), (period) => period],
  ['obv', () => ({}), () => 0],
  ['vwap', () => ({}), () => 0],
]
const COPIES = 4000

for (const period of [20, 2000]) {
  for (const [name, params, samples] of TWELVE) {
    const definition = catalog.get(name)(params(period))
    const live = () => feed(definition.create(), definition.inputs.length, 5000)
    live()
    const kept = new Array(COPIES).fill(null)
    const before = used()
    for (let i = 0; i < COPIES; i++) kept[i] = live()
    const bytes = Math.round((used() - before) / COPIES)
    const allowed = 16 * samples(period) + 512
    report(`${name} at period ${period}: ${bytes} bytes an instance`, bytes, '<=', allowed)
    if (period > 20) continue
    const start = used()
    feed(kept[0], definition.inputs.length, 200_000)
    const added = (used() - start) / 200_000
    report(`${name}: ${added.toFixed(3)} bytes more for each further update`, added, '<=', 0.05)
  }
}

function feed(live, inputs, rows) {
  for (let i = 0; i < rows; i++) {
    const close = 100 + ((i * 7919) % 101) / 100
    if (inputs === 1) live.update(close)
    else if (inputs === 2) live.update(close, i % 7)
    else live.update(close + 1, close - 1, close)
  }
  return live
}

function used() {
  for (let i = 0; i < 6; i++) globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
