// ns per trade of quality checks, the default set and each rule alone, beside a plain loop that compares a price with its
// bounds, in one run. Needs a build. Usage: node packages/workbench/bench/quality.mjs [trades]
import { defaultRules, qualityCheck } from '@tapeline/core/quality'
import { syntheticMarket } from '@tapeline/core/testing'

const count = Number(process.argv[2] ?? 20_000)
const LIMIT_NS = 1_000
const trades = []
for (const { ts, price, size, side, length } of syntheticMarket({ seed: 1, ticks: count }).trades.chunks()) {
  for (let i = 0; i < length; i++)
    trades.push({
      type: 'TradeTick',
      instrumentId: 'PUMP/USDT@synthetic',
      ts: ts[i],
      tsRecv: ts[i] + 5,
      price: price[i],
      size: size[i],
      aggressorSide: side[i] > 0 ? 'buy' : 'sell',
      tradeId: String(trades.length + 1),
    })
}

const timed = (run) => {
  const start = performance.now()
  const result = run()
  return [((performance.now() - start) * 1e6) / trades.length, result]
}
const plain = () => {
  let bad = 0
  for (const { price, size } of trades) if (!(price > 0 && price < 1e9 && size > 0)) bad++
  return bad
}
const judged = (rules) => () => {
  const checker = qualityCheck(rules)
  for (const trade of trades) checker.update(trade)
  return checker.counts()
}

const runs = [
  ['plain loop', plain],
  ['no rules', judged([])],
  ...defaultRules()
    .filter(({ actions }) => actions.TradeTick !== undefined)
    .map((rule) => [rule.check, judged([rule])]),
  ['default rules', judged(defaultRules())],
]
const best = new Map(runs.map(([name]) => [name, Infinity]))
let counts
for (let round = 0; round < 25; round++) {
  for (const [name, run] of runs) {
    const [ns, result] = timed(run)
    best.set(name, Math.min(best.get(name), ns))
    counts = result
  }
}
for (const [name, ns] of best) console.log(`${name.padEnd(16)} ${ns.toFixed(1).padStart(8)} ns a trade`)
const all = best.get('default rules')
const verdict = all <= LIMIT_NS ? 'ok' : 'FAIL'
console.log(`${(1e3 / all).toFixed(2)} M trades/s, ${(all / best.get('plain loop')).toFixed(0)} x the plain loop`)
console.log(`${counts.ok} ok, ${counts.flagged} flagged, ${counts.rejected} rejected`)
console.log(`${verdict}: the default rules take ${all.toFixed(0)} ns a trade, at most ${LIMIT_NS} allowed`)
process.exitCode = verdict === 'ok' ? 0 : 1
