// A paper session ends by itself after a few seconds: a made-up market is played at two minutes a second, as if it were live.
import { bars, strategy } from '@tapeline/core'
import { paper, replaySource } from '@tapeline/core/trading'
import { syntheticMarket } from '@tapeline/core/testing'
import { ema } from '@tapeline/indicators'

const crossing = strategy({
  name: 'crossing',
  data: { main: bars('5s') },
  indicators: () => ({ fast: ema({ period: 5 }), slow: ema({ period: 20 }) }),
  onBar({ ind, position, orders }) {
    if (ind.fast > ind.slow && position.isFlat) orders.target({ weight: 0.9 })
    if (ind.fast < ind.slow && position.isLong) orders.close()
  },
})

const { trades } = syntheticMarket({ seed: 3, ticks: 2_000 })
// With a venue's events$ instead of a recording, and `instruments`, this is a session on live data.
const source = replaySource(trades, { speed: 120 })
const run = paper({ strategy: crossing, source, account: { USDT: 10_000 }, fees: { taker: 0.0005 } })

run.state$.subscribe((state) => console.log(state))
run.events$.subscribe((event) => {
  if (event.type !== 'OrderFilled') return
  const time = new Date(event.ts).toISOString().slice(11, 19)
  console.log(time, event.side, event.lastQty, 'at', event.lastPrice)
})
const { fills, finalEquity, digest } = await run.result
console.log(`${fills.length} fills, ${finalEquity.toFixed(2)} USDT, digest ${digest}`)
