// Level updates of an order book of 1,000 levels a side, with the best bid and ask read after each, in ns; beside a
// plain ladder (a typed array over the whole range, the best level found by walking) and, where the range is too wide
// for one, beside plain sorted arrays; and with an aggregation that follows.
//
//   node packages/workbench/bench/book.mjs [updates=200000] [rounds=25]
//
// The figures are 35 ns dense and 120 ns sparse on a machine where the plain ones take 10 to 15 ns and 80 to 125 ns; on
// any machine the ratios below hold. dense: 1,000 levels within 1,333 ticks. sparse: 1,000 levels spread over 5 million ticks.
import { BookAggregation, OrderBook } from '@tapeline/core/book'
import { SeededRandom } from '@tapeline/core/math'

const updates = Number(process.argv[2] ?? 200_000)
const rounds = Number(process.argv[3] ?? 25)
const SLICE = 2_000
const LEVELS = 1_000
const MIDDLE = 6_000_000

const dense = stream(1, LEVELS)
const sparse = stream(4_000, LEVELS)
const runs = {
  plain: () => plainRun(dense),
  dense: () => bookRun(dense),
  sorted: () => sortedRun(sparse),
  sparse: () => bookRun(sparse),
  grouped: () => bookRun(dense, { rounding: 0.1 }),
}
const { best, sums } = measured(runs)
if (sums.plain !== sums.dense) throw new Error(`the books differ: ${sums.plain} and ${sums.dense}`)
if (sums.sorted !== sums.sparse) throw new Error(`the books differ: ${sums.sorted} and ${sums.sparse}`)
let failed = false
console.log(
  `order book, ${updates} level updates, best of ${rounds} rounds, Node ${process.versions.node} (${sums.dense})`,
)
row('plain ladder, dense', best.plain)
row('OrderBook, dense', best.dense, best.plain, 2.5)
row('plain sorted arrays, sparse', best.sorted)
row('OrderBook, sparse', best.sparse, best.sorted, 1)
row('OrderBook, dense, aggregated', best.grouped, best.plain, 12)
process.exitCode = failed ? 1 : 0

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

function bookRun({ ticks, lots }, params) {
  const book = new OrderBook({ tickSize: 0.01 })
  if (params !== undefined) new BookAggregation(book, params)
  const { bids, asks } = book
  let sum = 0
  return (from, to) => {
    for (let i = from; i < to; i++) {
      book.set(i % 2 === 0 ? 'bid' : 'ask', ticks[i], lots[i])
      if (bids.count > 0 && asks.count > 0) sum += asks.bestRank + bids.bestRank
    }
    return sum
  }
}

function plainRun({ ticks, lots }) {
  const origin = MIDDLE - 100_000
  const bid = new Float64Array(200_000)
  const ask = new Float64Array(200_000)
  let bestBid = -1
  let bestAsk = 200_000
  let sum = 0
  return (from, to) => {
    for (let i = from; i < to; i++) {
      const at = ticks[i] - origin
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
}

function sortedRun({ ticks, lots }) {
  const sides = [0, 1].map(() => ({ keys: new Float64Array(4_096), sizes: new Float64Array(4_096), count: 0 }))
  let sum = 0
  return (from, to) => {
    for (let i = from; i < to; i++) {
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
}

/**
 * Best times in ns, and what was summed up: the stream in slices of a fraction of a millisecond, the best of each slice
 * over interleaved rounds. What other processes take from a slice in one round they leave it in another.
 */
function measured(runs) {
  const slices = Math.ceil(updates / SLICE)
  const warm = Math.floor(slices / 10) // while the book fills
  const best = {}
  const sums = {}
  for (const name of Object.keys(runs)) best[name] = new Float64Array(slices).fill(Infinity)
  for (let round = 0; round < rounds; round++) {
    for (const [name, make] of Object.entries(runs)) {
      const run = make()
      for (let slice = 0; slice < slices; slice++) {
        const start = performance.now()
        sums[name] = run(slice * SLICE, Math.min(updates, (slice + 1) * SLICE))
        best[name][slice] = Math.min(best[name][slice], performance.now() - start)
      }
    }
  }
  const counted = updates - warm * SLICE
  const ns = (times) => (times.slice(warm).reduce((a, b) => a + b, 0) * 1e6) / counted
  return { best: Object.fromEntries(Object.entries(best).map(([name, times]) => [name, ns(times)])), sums }
}

function row(name, ns, plain, most) {
  const line = `  ${name.padEnd(30)} ${ns.toFixed(1).padStart(7)} ns`
  if (plain === undefined) return console.log(line)
  const ratio = ns / plain
  if (ratio > most) failed = true
  console.log(`${line}  ${ratio.toFixed(2)} x plain  at most ${most}  ${ratio <= most ? 'ok' : 'FAIL'}`)
}
