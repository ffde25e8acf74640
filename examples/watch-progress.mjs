// A run can be watched and stopped: progress and order events are Observables, an AbortSignal ends it.
import { backtest, isTapelineError } from '@tapeline/core'
import { syntheticMarket } from '@tapeline/core/testing'
import { pumpDetector } from './src/strategies.mjs'

const { trades } = syntheticMarket({ seed: 1, ticks: 50_000_000 })
const stop = new AbortController()
const run = backtest({ strategy: pumpDetector, data: { trades }, account: { USDT: 10_000 }, signal: stop.signal })

run.progress$.subscribe(({ fraction, rate }) => {
  if (fraction > 0.01) stop.abort()
  if (fraction > 0.01) console.log(`stopped after 1 %, at ${rate > 1e6 ? 'millions of' : 'some'} trades a second`)
})
try {
  await run.result
} catch (error) {
  if (isTapelineError(error, 'ABORTED')) console.log(error.code)
}
