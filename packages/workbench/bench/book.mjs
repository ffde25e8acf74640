// Level updates of an order book of 1,000 levels a side, with the best bid and ask read after each, in ns; beside a
// plain ladder (a typed array over the whole range, the best level found by walking) and, where the range is too wide
// for one, beside plain sorted arrays; and with an aggregation that follows.
//
//   node packages/workbench/bench/book.mjs [updates=2000000] [rounds=7]
//
// dense: 1,000 levels within 1,333 ticks. sparse: 1,000 levels spread over 5 million ticks.
import { BookAggregation, OrderBook } from '@tapeline/core/book'
import { SeededRandom } from '@tapeline/core/math'

const updates = Number(process.argv[2] ?? 2_000_000)
const rounds = Number(process.argv[3] ?? 7)
const LEVELS = 1_000
const MIDDLE = 6_000_000

const dense = stream(1, LEVELS)
const sparse = stream(4_000, LEVELS)
const best = { plain: Infinity, sorted: Infinity, grouped: Infinity, dense: Infinity, sparse: Infinity }
let check = 0
for (let round = 0; round < rounds; round++) {
  const [plain, plainSum] = timed(() => runPlain(dense))
  const [ours, oursSum] = timed(() => runBook(dense))
  const [general] = timed(() => runBook(sparse))
  const [sorted] = timed(() => runSorted(sparse))
  const [grouped] = timed(() => runBook(dense, { rounding: 0.1 }))
  if (plainSum !== oursSum) throw new Error(`the books differ: ${plainSum} and ${oursSum}`)
  check = oursSum
  best.plain = Math.min(best.plain, plain)
  best.dense = Math.min(best.dense, ours)
  best.sorted = Math.min(best.sorted, sorted)
  best.grouped = Math.min(best.grouped, grouped)
  best.sparse = Math.min(best.sparse, general)
}
console.log(`order book, ${updates} level updates, best of ${rounds} rounds, Node ${process.versions.node} (${check})`)
row('plain ladder, dense', best.plain, null)
row('OrderBook, dense', best.dense, 35)
row('plain sorted arrays, sparse', best.sorted, null)
row('OrderBook, sparse', best.sparse, 120)
row('with an aggregation', best.grouped, 1_000)

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

function runBook({ ticks, lots }, params) {
  const book = new OrderBook({ tickSize: 0.01 })
  if (params !== undefined) new BookAggregation(book, params)
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

function runSorted({ ticks, lots }) {
  const sides = [0, 1].map(() => ({ keys: new Float64Array(4_096), sizes: new Float64Array(4_096), count: 0 }))
  let sum = 0
  for (let i = 0; i < updates; i++) {
    const side = sides[i % 2]
    const { keys, sizes, count } = side
    const key = i % 2 === 0 ? -ticks[i] : ticks[i]
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >>> 1
      if (keys[middle] > key) low = middle + 1
      else high = middle
    }
    if (low < count && keys[low] === key) {
      if (lots[i] === 0) {
        keys.copyWithin(low, low + 1, count)
        sizes.copyWithin(low, low + 1, count)
        side.count--
      } else sizes[low] = lots[i]
    } else if (lots[i] !== 0) {
      keys.copyWithin(low + 1, low, count)
      sizes.copyWithin(low + 1, low, count)
      keys[low] = key
      sizes[low] = lots[i]
      side.count++
    }
    if (sides[0].count > 0 && sides[1].count > 0)
      sum += sides[0].keys[sides[0].count - 1] + sides[1].keys[sides[1].count - 1]
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
  console.log(`  ${name.padEnd(30)} ${ns.toFixed(1).padStart(7)} ns  ${ratio} x plain${verdict}`)
}
