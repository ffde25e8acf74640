import { backtest } from '@tapeline/core'
import { syntheticMarket } from '@tapeline/core/testing'
import { scoreDetector } from './score-detector.mjs'
import { showProgress } from './show-progress.mjs'
import { pumpDetector } from './strategies.mjs'

/** Runs the pump detector trade by trade over a synthetic market and holds its signals against what was planted. */
export async function runPumps({ ticks, pumps, seed }) {
  const { trades, truth, decoys } = syntheticMarket({ seed, ticks, pumps: { count: pumps } })
  const run = backtest({ strategy: pumpDetector, data: { trades }, account: { USDT: 10_000 } })
  await showProgress('pump-detector', run)
  const result = await run.result
  const score = scoreDetector(result.signals, truth)
  const days = (result.endTs - result.startTs) / 86_400_000

  console.log(`
${ticks.toLocaleString('en-US')} trades in ${days.toFixed(1)} days, with ${truth.length} pumps planted among ${decoys.length} decoys
(half of these are surges of volume without a move, half are moves without a surge).

precision   ${percent(score.precision)}   share of signals that fell into a pump: ${score.hits} of ${score.signals}, ${score.falseAlarms} outside
recall      ${percent(score.recall)}   share of pumps that were found: ${score.found} of ${score.pumps}
delay       ${score.medianDelayMs === null ? '—' : `${(score.medianDelayMs / 1_000).toFixed(0)} s`.padStart(7)}   median time from a pump's start to its signal

Digest      ${result.digest}`)
  return { result, score }
}

function percent(fraction) {
  return (fraction === null ? '—' : `${(fraction * 100).toFixed(1)} %`).padStart(7)
}
