/**
 * Streaming indicators, one `update` a sample, against the C floor and the peers of npm, all in one run: prints a line
 * for each figure that must hold, and fails when one does not. Needs the packages built and the shared benchmark data.
 *
 *   node packages/workbench/bench/indicators/run.mjs [--quick]
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { geometricMean, rivals, STREAMING, withPeers } from './peers.mjs'
import { report } from './report.mjs'

const quick = process.argv.includes('--quick')

/** Name there, name of the floor; least times the best peer where one is promised for the indicator alone. */
const TWELVE = [
  ['sma', 'c_sma20', 4],
  ['ema', 'c_ema20', 0.8],
  ['rsi', 'c_rsi14', 4],
  ['macd', 'c_macd', 0.8],
  ['bbands', 'c_bb20', 0.8],
  ['atr', null, 0.8],
  ['stoch', null, 0.8],
  ['adx', null, 0.8],
  ['max', 'c_max50', 0.8],
  ['wma', null, 0.8],
  ['obv', null, 0.8],
  ['vwap', null, 0.8],
]
/** Cost at period 2000 against that at 20: O(1); a window's turn of block counts as such. */
const MOST_GROWTH = 1.5

withPeers((peers) => {
  const result = peers.measure({ tasks: 'stream,sweep', only: STREAMING, quick })
  const floor = peers.floor()
  const ratios = []
  const againstSignals = []
  for (const [name, floorName, least] of TWELVE) {
    const { own, best, others, peers: all } = rivals(result, 'stream', name)
    if (floorName !== null)
      report(
        `${name}: ${own.ns} ns, ${(own.ns / floor[floorName]).toFixed(2)}x the C floor of ${floor[floorName]}`,
        own.ns / floor[floorName],
        '<=',
        2,
      )
    if (best !== undefined) {
      const ratio = best.ns / own.ns
      ratios.push(ratio)
      report(`${name}: ${own.ns} ns, ${ratio.toFixed(2)}x as fast as ${best.library} at ${best.ns}`, ratio, '>=', least)
    }
    const signals = all.find(({ library }) => library === 'trading-signals')
    if (signals !== undefined) againstSignals.push(signals.ns / own.ns)
    for (const { library, ns, relErr } of others)
      report(`${name}: ${library} at ${ns} ns differs by ${relErr} and is not compared`)
  }
  const overall = geometricMean(ratios)
  report(`geometric mean against the best peer of each: ${overall.toFixed(2)}x`, overall, '>=', 4)
  const signals = geometricMean(againstSignals)
  report(`geometric mean against trading-signals: ${signals.toFixed(1)}x`, signals, '>=', 10)
  for (const [name, byPeriod] of Object.entries(result.libraries.own.sweep)) {
    const costs = Object.values(byPeriod)
    report(
      `${name}: ${costs.join(', ')} ns at periods ${Object.keys(byPeriod).join(', ')}`,
      Math.max(...costs.slice(1)) / costs[0],
      '<=',
      MOST_GROWTH,
    )
  }
  const chunked = peers.measure({ tasks: 'stream', only: 'none', drive: 'chunks', quick }).libraries.own.stream
  const inChunks = Object.entries(chunked).map(([name, { ns }]) => `${name} ${ns}`)
  report(`in chunks, as a replay runs them, ns: ${inChunks.join(', ')}`)
})

const { rowByRow, inChunks } = JSON.parse(
  execFileSync(process.execPath, [fileURLToPath(new URL('allocation.mjs', import.meta.url))], { encoding: 'utf8' }),
)
report(
  `bytes allocated an update in a graph of eleven: ${rowByRow.toFixed(3)} row by row, ${inChunks.toFixed(3)} in chunks`,
  Math.max(rowByRow, inChunks),
  '<=',
  0.05,
)
