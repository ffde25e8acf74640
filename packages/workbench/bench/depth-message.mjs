// What a live message costs beside its own JSON.parse, in one run, rounds interleaved, best of all:
// a depth message (read, checked and applied to the book) at most 1.7x, an aggTrade (read and checked) at most 1.5x.
// Needs a build. Usage: node packages/workbench/bench/depth-message.mjs [raw.log.gz of Binance, spot or USD-M]
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { binanceWire } from '@tapeline/adapters/venues/binance'
import { binanceFutures, binanceSpot, BookSync } from '@tapeline/core/book'

const ROUNDS = 40
const given = process.argv[2]
let failed = false

for (const levels of [6, 20, 100]) measureDepth(`depth, ${levels} levels`, madeUp(levels))
if (given !== undefined) measureDepth('depth of the recording', recorded(given))
measureTrades()
process.exitCode = failed ? 1 : 0

/** Frames in the form of Binance spot, changes near the touch of a book of 1,000 levels a side. */
function madeUp(levels) {
  let seed = 1
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647
  const price = (side, at) => (61_800 + (side === 'b' ? -1 : 1) * (0.5 + at / 100)).toFixed(8)
  const level = (side) => {
    const at = Math.floor(random() * random() * 1_000)
    return [price(side, at), random() < 0.25 && at > 0 ? '0.00000000' : (random() * 5 + 1e-5).toFixed(8)]
  }
  const all = (side) => Array.from({ length: 1_000 }, (_, at) => [price(side, at), '1.50000000'])
  const frames = Array.from({ length: 2_000 }, (_, i) => {
    const b = Array.from({ length: levels / 2 }, () => level('b'))
    const a = Array.from({ length: levels / 2 }, () => level('a'))
    const data = { e: 'depthUpdate', E: 1_723_161_255_208 + i * 100, s: 'BTCUSDT', U: i * 9 + 1, u: i * 9 + 9, b, a }
    return JSON.stringify({ stream: 'btcusdt@depth@100ms', data })
  })
  const snapshot = JSON.stringify({ lastUpdateId: 0, bids: all('b'), asks: all('a') })
  return { market: 'spot', symbol: 'BTCUSDT', snapshot, frames }
}

/** Depth frames and the snapshot of a recording, in its order. */
function recorded(path) {
  const lines = gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')
  const texts = lines.map((line) => line.slice(line.indexOf(' ') + 1))
  const snapshot = texts.find((text) => !text.startsWith('{"stream"'))
  const { lastUpdateId } = JSON.parse(snapshot)
  const depth = texts.filter((text) => text.includes('"depthUpdate"'))
  const frames = depth.filter((text) => JSON.parse(text).data.u > lastUpdateId)
  const { s, pu } = JSON.parse(frames[0]).data
  return { market: pu === undefined ? 'spot' : 'usdm', symbol: s, snapshot, frames }
}

function measureDepth(name, { market, symbol, snapshot, frames }) {
  const wire = binanceWire({ market, instruments: { [symbol]: symbol } })
  const sync = new BookSync({
    instrumentId: symbol,
    rule: market === 'spot' ? binanceSpot : binanceFutures,
    tickSize: 0.01,
  })
  const [start] = wire.snapshot(snapshot, symbol, 1).events
  let applied = 0
  const parse = () => {
    let seen = 0
    for (let i = 0; i < frames.length; i++) seen += JSON.parse(frames[i]).data.b.length
    return seen
  }
  const read = () => {
    for (let i = 0; i < frames.length; i++) applied += wire.read(frames[i], 1_723_161_255_000).events.length
  }
  const whole = () => {
    sync.connect(1_723_161_255_000)
    sync.applySnapshot(start)
    for (let i = 0; i < frames.length; i++) {
      if (sync.applyDelta(wire.read(frames[i], 1_723_161_255_000).events[0])) applied++
    }
  }
  report(name, frames.length, 1.7, times({ parse, read, whole }))
  if (!sync.isValid || applied === 0) throw new Error(`The book is ${sync.state}.`)
}

function measureTrades() {
  const frames = Array.from({ length: 5_000 }, (_, i) => {
    const T = 1_723_161_255_342 + i
    const data = {
      e: 'aggTrade',
      E: T,
      s: 'BTCUSDT',
      a: 3_735_683_259 + i,
      p: `61${800 + (i % 90)}.63000000`,
      q: '0.02000000',
      f: i,
      l: i,
      T,
      m: i % 2 === 0,
      M: true,
    }
    return JSON.stringify(data)
  })
  const wire = binanceWire({ market: 'spot', instruments: { BTCUSDT: 'BTC/USDT@binance' } })
  let sum = 0
  const parse = () => {
    for (let i = 0; i < frames.length; i++) sum += JSON.parse(frames[i]).T
  }
  const whole = () => {
    for (let i = 0; i < frames.length; i++) sum += wire.read(frames[i], 1).events[0].price
  }
  report('aggTrade', frames.length, 1.5, times({ parse, whole }))
  if (!(sum > 0)) throw new Error('Nothing was read.')
}

/** Best time of each over interleaved rounds, in ms. */
function times(runs) {
  const best = Object.fromEntries(Object.keys(runs).map((name) => [name, Infinity]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now()
      run()
      best[name] = Math.min(best[name], performance.now() - start)
    }
  }
  return best
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
