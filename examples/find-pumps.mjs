// A detector is judged where the truth is known: a synthetic market with planted pumps and decoys.
import { backtest } from '@tapeline/core'
import { syntheticMarket } from '@tapeline/core/testing'
import { scoreDetector } from './src/score-detector.mjs'
import { pumpDetector } from './src/strategies.mjs'

const { trades, truth } = syntheticMarket({ seed: 1, ticks: 300_000, pumps: { count: 3 } })
const { signals } = await backtest({ strategy: pumpDetector, data: { trades }, account: { USDT: 10_000 } }).result

for (const { ts, values } of signals) console.log(new Date(ts).toISOString(), `volume x ${values.surge.toFixed(1)}`)
const { precision, recall } = scoreDetector(signals, truth)
console.log({ precision, recall })
