// Level updates of an order book of 1,000 levels a side, with the best bid and ask read after each, in ns; beside a
// plain ladder (a typed array over the whole range, the best level found by walking) in the same run.
//
//   node packages/workbench/bench/book.mjs [updates=2000000] [rounds=7]
//
// dense: 1,000 levels within 1,333 ticks. sparse: 1,000 levels spread over 5 million ticks.
import { OrderBook } from '@tapeline/core/book'
import { SeededRandom } from '@tapeline/core/math'

const updates = Number(process.argv[2] ?? 2_000_000)
const rounds = Number(process.argv[3] ?? 7)
const LEVELS = 1_000
const MIDDLE = 6_000_000

const dense = stream(1, LEVELS)
const sparse = stream(4_000, LEVELS)
const best = { plain: Infinity, dense: Infinity, sparse: Infinity }
let check = 0
for (let round = 0; round < rounds; round++) {
  const [plain, plainSum] = timed(() => runPlain(dense))
  const [ours, oursSum] = timed(() => runBook(dense))
  const [general] = timed(() => runBook(sparse))
  if (plainSum !== oursSum) throw new Error(`the books differ: ${plainSum} and ${oursSum}`)
  check = oursSum
  best.plain = Math.min(best.plain, plain)
  best.dense = Math.min(best.dense, ours)
  best.sparse = Math.min(best.sparse, general)
}
console.log(`order book, ${updates} level updates, best of ${rounds} rounds, Node ${process.versions.node} (${check})`)
row('plain ladder, dense', best.plain, null)
row('OrderBook, dense', best.dense, 35)
row('OrderBook, sparse', best.sparse, 120)

/** Adds, changes and removes levels, half of them near the touch; one in four removes, so that 1,000 of 1,333 stand. */
function stream(spread, levels) {
  const random = new SeededRandom(7).fork(`spread ${spread}`)
  const range = Math.round((levels * 4) / 3)
  const ticks = new Int32Array(updates)
  const lots = new Float64Array(updates)
  for (let i = 0; i < updates; i++) {
    const distance = (1 + random.int(i % 4 < 2 ? range : 64)) * spread
    ticks[i] = i % 2 === 0 ? MIDDLE - distance : MIDDLE + distance
    lots[i] = random.int(4) === 0 ? 0 : 1 + random.int(1_000)
  }
  return { ticks, lots }
}

function runBook({ ticks, lots }) {
  const book = new OrderBook({ tickSize: 0.01 })
  const { bids, asks } = book
  let sum = 0
  for (let i = 0; i < updates; i++) {
    book.set(i % 2 === 0 ? 'bid' : 'ask', ticks[i], lots[i])
    if (bids.count > 0 && asks.count > 0) sum += asks.bestRank + bids.bestRank
  }
  return sum
}

function runPlain({ ticks, lots }) {
  const from = MIDDLE - 100_000
  const bid = new Float64Array(200_000)
  const ask = new Float64Array(200_000)
  let bestBid = -1
  let bestAsk = 200_000
  let sum = 0
  for (let i = 0; i < updates; i++) {
    const at = ticks[i] - from
    const size = lots[i]
    if (i % 2 === 0) {
      bid[at] = size
      if (size > 0) {
        if (at > bestBid) bestBid = at
      } else if (at === bestBid) {
        do bestBid--
        while (bestBid >= 0 && bid[bestBid] === 0)
      }
    } else {
      ask[at] = size
      if (size > 0) {
        if (at < bestAsk) bestAsk = at
      } else if (at === bestAsk) {
        do bestAsk++
        while (bestAsk < 200_000 && ask[bestAsk] === 0)
      }
    }
    if (bestBid >= 0 && bestAsk < 200_000) sum += bestAsk - bestBid
  }
  return sum
}

function timed(run) {
  const start = performance.now()
  const sum = run()
  return [((performance.now() - start) * 1e6) / updates, sum]
}

function row(name, ns, figure) {
  const ratio = (ns / best.plain).toFixed(2)
  const verdict = figure === null ? '' : `  figure ${figure} ns  ${ns <= figure ? 'ok' : 'FAIL'}`
  console.log(`  ${name.padEnd(28)} ${ns.toFixed(1).padStart(7)} ns  ${ratio} x plain${verdict}`)
}
