/**
 * Batch functions into the caller's buffers against the peers of npm and, where Python is there to install its wheel,
 * TA-Lib's C. Needs the packages built and the shared benchmark data.
 *
 *   node packages/workbench/bench/indicators/batch.mjs [--quick]
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rivals, withPeers } from './peers.mjs'
import { report } from './report.mjs'

const quick = process.argv.includes('--quick')
const PEERS = `debut-indicators,fast-technical-indicators,indicatorts,ixjb94,technicalindicators`

/** Ours, and the call of TA-Lib's Python wrapper that computes the same. */
const TWELVE = {
  sma: 'SMA(c, 20)',
  ema: 'EMA(c, 20)',
  rsi: 'RSI(c, 14)',
  macd: 'MACD(c, 12, 26, 9)',
  bbands: 'BBANDS(c, 20, 2.0, 2.0)',
  atr: 'ATR(h, l, c, 14)',
  stoch: 'STOCH(h, l, c, 14, 3, 0, 3, 0)',
  adx: 'ADX(h, l, c, 14)',
  max: 'MAX(c, 50)',
  wma: 'WMA(c, 20)',
  obv: 'OBV(c, v)',
  vwap: null,
}

const PYTHON = `
import json, time
import numpy as np, talib
n = 200000
rng = np.random.default_rng(7)
c = 100 * np.exp(np.cumsum(0.001 * rng.standard_normal(n)))
h = c * (1 + 0.001 * rng.random(n)); l = c * (1 - 0.001 * rng.random(n)); v = 100 * rng.random(n)
out = {}
for name, call in json.loads(CALLS).items():
    f = eval('lambda: talib.' + call)
    f()
    times = []
    for _ in range(25):
        t = time.perf_counter_ns(); f(); times.append((time.perf_counter_ns() - t) / n)
    out[name] = round(sorted(times)[12], 2)
print(json.dumps(out))
`

withPeers((peers) => {
  const talib = talibFigures()
  const result = peers.measure({ tasks: 'batch', only: PEERS, quick })
  for (const name of Object.keys(TWELVE)) {
    const { own, best } = rivals(result, 'batch', name)
    if (best !== undefined)
      report(
        `${name}: ${own.ns} ns an element, ${(best.ns / own.ns).toFixed(2)}x as fast as ${best.library} at ${best.ns}`,
        best.ns / own.ns,
        '>=',
        3,
      )
    if (talib?.[name] !== undefined)
      report(
        `${name}: ${own.ns} ns an element, ${(own.ns / talib[name]).toFixed(2)}x TA-Lib's C at ${talib[name]}`,
        own.ns / talib[name],
        '<=',
        2.5,
      )
  }
})

/** ns an element of TA-Lib's C through its Python wrapper, whose own cost is nothing at this length; null without Python. */
function talibFigures() {
  const folder = mkdtempSync(join(tmpdir(), 'talib-'))
  try {
    const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' })
    execFileSync(python, ['-m', 'pip', 'install', '-q', 'TA-Lib', 'numpy'], { stdio: 'ignore' })
    const calls = Object.fromEntries(Object.entries(TWELVE).filter(([, call]) => call !== null))
    const script = PYTHON.replace('CALLS', () => JSON.stringify(JSON.stringify(calls)))
    return JSON.parse(execFileSync(python, ['-c', script], { encoding: 'utf8' }))
  } catch (error) {
    console.log(`     TA-Lib's wheel could not be run (${String(error.message).split('\n')[0]}): not compared with it.`)
    return null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
