// A backtest of five years of daily bars: how long the first one of a process takes, and how long one takes once the
// program is warm. The bars are in memory before either, and the compiler is done with what made them. Beside the first,
// how long it took to import the packages, the engine among them and all 280 indicators where a bundler would leave one,
// and both together: from nothing to a result.
//
//   node packages/workbench/bench/daily-backtest.mjs [rounds=200]
//
// Prints both, the ratio to a plain loop over the same bars, and `ok` at 40 ms cold and 3 ms warm.
const importStart = performance.now()
const { backtest, bars, strategy } = await import('@tapeline/core')
const { ema } = await import('@tapeline/indicators')
const { syntheticBars } = await import('@tapeline/core/testing')
const rounds = Number(process.argv[2] ?? 200)
const imported = performance.now() - importStart
const made = syntheticBars({ seed: 1, bars: 1_260 })
const rows = [...made.chunks()]
const main = { ...made, chunks: () => rows }
await new Promise((settled) => setTimeout(settled, 300))

const trend = strategy({
  name: 'trend',
  data: { main: bars('1d') },
  indicators: () => ({ fast: ema({ period: 10 }), slow: ema({ period: 40 }) }),
  onBar({ ind, position, orders }) {
    if (ind.fast > ind.slow && position.isFlat) orders.target({ weight: 0.95 })
    if (ind.fast < ind.slow && position.isLong) orders.close()
  },
})

const run = () => backtest({ strategy: trend, data: { main }, account: { USD: 10_000 }, fees: { taker: 0.001 } }).result
const coldStart = performance.now()
const first = await run()
const cold = performance.now() - coldStart
let warm = Infinity
for (let round = 0; round < rounds; round++) {
  const start = performance.now()
  await run()
  warm = Math.min(warm, performance.now() - start)
}
const plain = plainLoop()
console.log(`five years of days: cold ${cold.toFixed(1)} ms, warm ${warm.toFixed(2)} ms, ${first.fills.length} fills`)
const whole = imported + cold
console.log(
  `importing core, indicators and testing took ${imported.toFixed(1)} ms before that, ${whole.toFixed(1)} in all`,
)
console.log(`a plain loop with the same averages ${plain.toFixed(3)} ms; ratio ${(warm / plain).toFixed(0)}`)
console.log(`${cold <= 40 ? 'ok' : 'FAIL'}: at most 40 ms cold`)
console.log(`${warm <= 3 ? 'ok' : 'FAIL'}: at most 3 ms warm`)

function plainLoop() {
  const closes = [...main.chunks()].flatMap(({ close }) => [...close])
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = performance.now()
    let fast = closes[0]
    let slow = closes[0]
    let held = 0
    let cash = 10_000
    for (const close of closes) {
      fast += (2 / 11) * (close - fast)
      slow += (2 / 41) * (close - slow)
      if (fast > slow && held === 0) {
        held = (cash * 0.95) / close
        cash -= held * close
      } else if (fast < slow && held > 0) {
        cash += held * close
        held = 0
      }
    }
    if (Number.isNaN(cash)) throw new Error('the plain loop lost its sum')
    best = Math.min(best, performance.now() - start)
  }
  return best
}
