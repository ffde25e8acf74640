// What a live message costs beside its own JSON.parse, in one run, rounds interleaved, best of all:
// a depth message (read, checked and applied to the book) at most 1.7x, an aggTrade (read and checked) at most 1.5x.
// Needs a build. Usage: node packages/workbench/bench/depth-message.mjs [raw.log.gz of Binance, spot or USD-M, or -] [rounds]
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { binanceWire } from '@tapeline/adapters/venues/binance'
import { binanceFutures, binanceSpot, BookSync } from '@tapeline/core/book'

const ROUNDS = Number(process.argv[3] ?? 40)
const SLICE = 50
const NOW = 1_723_161_255_000
const given = process.argv[2]
let failed = false

for (const levels of [6, 20, 100]) measureDepth(`depth, ${levels} levels`, madeUp(levels))
if (given !== undefined && given !== '-') measureDepth('depth of the recording', recorded(given))
measureTrades()
process.exitCode = failed ? 1 : 0

/** Frames in the form of Binance spot, changes near the touch of a book of 1,000 levels a side. */
function madeUp(levels) {
  let seed = 1
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  const price = (side, at) => (61_800 + (side === 'b' ? -1 : 1) * (0.5 + at / 100)).toFixed(8)
  /** Levels of one side, best first and each price once, as the venue sends them; one in four goes. */
  const some = (side) => {
    const places = new Set(Array.from({ length: levels / 2 }, () => Math.floor(random() * random() * 1_000)))
    const size = (at) => (random() < 0.25 && at > 0 ? '0.00000000' : (random() * 5 + 1e-5).toFixed(8))
    return [...places].sort((a, b) => a - b).map((at) => [price(side, at), size(at)])
  }
  const all = (side) => Array.from({ length: 1_000 }, (_, at) => [price(side, at), '1.50000000'])
  const frames = Array.from({ length: 500 }, (_, i) => {
    const [b, a] = [some('b'), some('a')]
    const data = { e: 'depthUpdate', E: 1_723_161_255_208 + i * 100, s: 'BTCUSDT', U: i * 9 + 1, u: i * 9 + 9, b, a }
    return JSON.stringify({ stream: 'btcusdt@depth@100ms', data })
  })
  const snapshot = JSON.stringify({ lastUpdateId: 0, bids: all('b'), asks: all('a') })
  return { market: 'spot', symbol: 'BTCUSDT', snapshot, frames }
}

/** Depth frames and the snapshot of a recording, in its order. */
function recorded(path) {
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  // A socket hands over whole strings; a slice of the file would be read through a reference, letter by letter.
  const texts = lines.map((line) => Buffer.from(line.slice(line.indexOf(' ') + 1)).toString())
  const snapshot = texts.find((text) => !text.startsWith('{"stream"'))
  const { lastUpdateId } = JSON.parse(snapshot)
  const depth = texts.filter((text) => text.includes('"depthUpdate"'))
  const frames = depth.filter((text) => JSON.parse(text).data.u >= lastUpdateId)
  const { s, pu } = JSON.parse(frames[0]).data
  return { market: pu === undefined ? 'spot' : 'usdm', symbol: s, snapshot, frames }
}

function measureDepth(name, { market, symbol, snapshot, frames }) {
  const wire = binanceWire({ market, instruments: { [symbol]: symbol } })
  const rule = market === 'spot' ? binanceSpot : binanceFutures
  const sync = new BookSync({ instrumentId: symbol, rule, tickSize: 0.01 })
  const [start] = wire.snapshot(snapshot, symbol, NOW).events
  let sum = 0
  const best = times(
    frames.length,
    {
      parse: (i) => (sum += JSON.parse(frames[i]).data.b.length),
      read: (i) => (sum += wire.read(frames[i], NOW).events.length),
      whole: (i) => (sum += sync.applyDelta(wire.read(frames[i], NOW).events[0]) ? 1 : 0),
    },
    () => {
      sync.connect(NOW)
      sync.applySnapshot(start)
    },
  )
  report(name, frames.length, 1.7, best)
  if (!sync.isValid || sum === 0) throw new Error(`The book is ${sync.state}.`)
}

function measureTrades() {
  const frames = Array.from({ length: 2_000 }, (_, i) => {
    const T = NOW + i
    const price = `61${800 + (i % 90)}.63000000`
    const ids = { a: 3_735_683_259 + i, f: i, l: i }
    return JSON.stringify({
      e: 'aggTrade',
      E: T,
      s: 'BTCUSDT',
      ...ids,
      p: price,
      q: '0.02',
      T,
      m: i % 2 === 0,
      M: true,
    })
  })
  const wire = binanceWire({ market: 'spot', instruments: { BTCUSDT: 'BTC/USDT@binance' } })
  let sum = 0
  const best = times(frames.length, {
    parse: (i) => (sum += JSON.parse(frames[i]).T),
    whole: (i) => (sum += wire.read(frames[i], NOW).events[0].price),
  })
  report('aggTrade', frames.length, 1.5, best)
  if (!(sum > 0)) throw new Error('Nothing was read.')
}

/**
 * Best times in ms: frames in slices of about a millisecond, the best of each slice over interleaved rounds, summed up.
 * What other processes take from a slice in one round they leave it in another.
 */
function times(count, runs, before = () => undefined) {
  const names = Object.keys(runs)
  const slices = Math.ceil(count / SLICE)
  const best = Object.fromEntries(names.map((name) => [name, new Float64Array(slices).fill(Infinity)]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const run = runs[name]
      before()
      for (let slice = 0; slice < slices; slice++) {
        const end = Math.min(count, (slice + 1) * SLICE)
        const start = performance.now()
        for (let i = slice * SLICE; i < end; i++) run(i)
        best[name][slice] = Math.min(best[name][slice], performance.now() - start)
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, best[name].reduce((a, b) => a + b, 0)]))
}

function report(name, count, limit, { parse, read, whole }) {
  const us = (ms) => ((ms / count) * 1e3).toFixed(2).padStart(6)
  const ratio = whole / parse
  if (ratio > limit) failed = true
  const parts = read === undefined ? '' : `, read ${us(read)}`
  console.log(
    `${name.padEnd(24)} JSON.parse ${us(parse)}${parts}, whole ${us(whole)} µs   ${ratio.toFixed(2)}x  ${ratio > limit ? 'FAIL' : 'ok'} (at most ${limit}x)`,
  )
}
