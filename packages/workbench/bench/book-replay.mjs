// Replay of a recorded book (L2) with prints through the public API: a strategy that reads the book at every message and
// indicators of the prints, always has a resting order in its queue, takes now and then, and keeps equity and drawdown.
//
//   node --expose-gc packages/workbench/bench/book-replay.mjs [events=6000000] [rounds=3]
//   node --expose-gc packages/workbench/bench/book-replay.mjs days [days=2] [eventsADay=2000000]
//
// The first form holds a piece of the market in memory and replays it again and again: book rows and prints a second on
// one core (time of the processor), the ratio to a plain loop that keeps the same book in two Maps, and `ok` at 3 M a second. The second form
// streams days that are made as they are read, and tells the memory after each: it must stay flat, below 512 MB.
import { backtest, instrument, strategy, trades } from '@tapeline/core'
import { SeededRandom } from '@tapeline/core/math'
import { BOOK_END, BOOK_SNAPSHOT, book, constantLatency, depthVenue, probabilityQueue } from '@tapeline/core/trading'
import { ema, rsi, sma } from '@tapeline/indicators'

const COIN = instrument({ symbol: 'BTC/USDT', venue: 'bench', quote: 'USDT', tickSize: 0.1, lotSize: 0.001 })
const CHUNK = 60_000
const PRINT_EVERY = 12
/** One piece of the market: 60,000 book rows in messages of three, and a print for every twelve of them. */
const piece = makePiece()
const PIECE_EVENTS = piece.book.length + piece.trades.length

const quoting = strategy({
  name: 'quoting',
  data: { book: book({ depth: 5 }), trades: trades() },
  indicators: () => ({
    sma: sma({ period: 20, on: 'trades' }),
    ema: ema({ period: 20, on: 'trades' }),
    rsi: rsi({ period: 14, on: 'trades' }),
  }),
  state: () => ({ order: null, reads: 0, turn: 0 }),
  onBook({ book, ind, position, orders, state }) {
    const bid = book.bidPrice
    const ask = book.askPrice
    if (bid === null || ask === null) return
    state.reads += ind.sma + ind.ema + ind.rsi + bid + ask + book.bidSize
    state.turn++
    const { order } = state
    if (order !== null && order.isOpen) {
      const best = order.side === 'buy' ? bid : ask
      if (Math.abs(order.limitPrice - best) > 1.05) orders.cancel(order)
      return
    }
    // Three ticks behind the touch: an order waits for a while, and fills about once in 2,000 events.
    if (position.isFlat) state.order = orders.buy({ quantity: 0.01, limit: (Math.round(bid * 10) - 3) / 10 })
    else if (state.turn % 64 === 0) state.order = orders.close()
    else state.order = orders.sell({ quantity: 0.01, limit: (Math.round(ask * 10) + 3) / 10 })
  },
})

if (process.argv[2] === 'days') await runDays(Number(process.argv[3] ?? 2), Number(process.argv[4] ?? 2_000_000))
else await runRounds(Number(process.argv[2] ?? 6_000_000), Number(process.argv[3] ?? 3))

async function runRounds(events, rounds) {
  const pieces = Math.ceil(events / PIECE_EVENTS)
  const count = pieces * PIECE_EVENTS
  console.log(`book replay of ${count} events (${piece.book.length * pieces} book rows), Node ${process.versions.node}`)
  let best = Infinity
  let plain = Infinity
  let result
  for (let round = 0; round < rounds; round++) {
    const start = cpuMs()
    result = await run(pieces)
    best = Math.min(best, cpuMs() - start)
    plain = Math.min(plain, plainLoop(pieces))
  }
  const rate = count / best / 1000
  console.log(`best ${rate.toFixed(2)} M events/s, ${((best * 1e6) / count).toFixed(0)} ns an event`)
  console.log(
    `a plain loop that keeps the book in Maps: ${(count / plain / 1000).toFixed(2)} M events/s; ratio ${(best / plain).toFixed(2)}`,
  )
  console.log(`fills ${result.fills.length}, orders ${result.orders.length}, digest ${result.digest}`)
  console.log(`${rate >= 3 ? 'ok' : 'FAIL'}: at least 3 M events/s`)
}

async function runDays(days, eventsADay) {
  const pieces = Math.ceil(eventsADay / PIECE_EVENTS)
  console.log(`${days} days of ${pieces * PIECE_EVENTS} events, streamed`)
  let peak = 0
  const onPiece = (done) => {
    if (done % pieces !== 0) return
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    peak = Math.max(peak, rss)
    console.log(`  day ${done / pieces}: resident ${mib(rss)}, heap ${mib(heapUsed)}`)
  }
  const start = performance.now()
  const result = await run(days * pieces, onPiece, 20_000_000)
  const seconds = (performance.now() - start) / 1000
  console.log(`${((days * pieces * PIECE_EVENTS) / seconds / 1e6).toFixed(2)} M events/s, fills ${result.fills.length}`)
  console.log(`${peak < 512 * 2 ** 20 ? 'ok' : 'FAIL'}: below 512 MB (${mib(peak)})`)
}

function run(pieces, onPiece = () => undefined, maxRecords = 1_000_000) {
  return backtest({
    strategy: quoting,
    data: { book: streamed('book', pieces, onPiece), trades: streamed('trades', pieces, () => undefined) },
    account: { USDT: 1_000_000 },
    fees: { maker: 0.0001, taker: 0.0002 },
    maxRecords,
    venue: depthVenue({
      queueModel: probabilityQueue({ f: 'power', n: 3 }),
      latencyModel: constantLatency({ entryMs: 4, responseMs: 3 }),
    }),
  }).result
}

function streamed(kind, pieces, onPiece) {
  const columns = piece[kind]
  return {
    kind,
    instrument: COIN,
    source: 'made-up',
    priceAdjustment: 'raw',
    rows: columns.length * pieces,
    *chunks() {
      for (let done = 0; done < pieces; done++) {
        const ts = columns.ts.map((t) => t + done * piece.lengthMs)
        yield { ...columns, ts }
        onPiece(done + 1)
      }
    },
  }
}

function plainLoop(pieces) {
  const start = cpuMs()
  const { side, price, size, flags, length } = piece.book
  let bids = new Map()
  let asks = new Map()
  let sum = 0
  for (let done = 0; done < pieces; done++) {
    for (let i = 0; i < length; i++) {
      if ((flags[i] & BOOK_SNAPSHOT) !== 0) {
        bids = new Map()
        asks = new Map()
      }
      const half = side[i] > 0 ? bids : asks
      const ticks = Math.round(price[i] * 10)
      if (size[i] === 0) half.delete(ticks)
      else half.set(ticks, size[i])
      if ((flags[i] & BOOK_END) !== 0) sum += bids.size + asks.size
    }
  }
  if (Number.isNaN(sum)) throw new Error('the plain loop lost its sum')
  return cpuMs() - start
}

/** Time of the processor, garbage collection included: other programs on the machine do not count. */
function cpuMs() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function makePiece() {
  const random = new SeededRandom(3)
  const rows = []
  const prints = []
  let middle = 600_000
  for (let level = 0; level < 20; level++) {
    rows.push([0, 1, middle - 1 - level, 1 + random.int(50), level === 0 ? BOOK_SNAPSHOT : 0])
    rows.push([0, -1, middle + 1 + level, 1 + random.int(50), level === 19 ? BOOK_END : 0])
  }
  let ts = 0
  while (rows.length + 3 <= CHUNK) {
    ts += 1 + random.int(8)
    if (random.int(20) === 0) {
      const step = random.int(2) === 0 ? 1 : -1
      const side = step > 0 ? -1 : 1
      // The touch of one side is gone, and the other side follows it.
      rows.push([ts, side, middle - side, 0, 0], [ts, -side, middle, 1 + random.int(50), 0])
      middle += step
      rows.push([ts, side, middle - side * 20, 1 + random.int(50), BOOK_END])
    } else {
      for (let k = 0; k < 3; k++) {
        const side = random.int(2) === 0 ? 1 : -1
        rows.push([ts, side, middle - side * (1 + random.int(6)), 1 + random.int(50), k === 2 ? BOOK_END : 0])
      }
    }
    if (rows.length % PRINT_EVERY < 3) {
      const side = random.int(2) === 0 ? 1 : -1
      prints.push([ts, middle + side, 1 + random.int(20), side])
    }
  }
  const column = (of, at, scale = 1) => Float64Array.from(of, (row) => row[at] / scale)
  return {
    lengthMs: ts + 10,
    book: {
      kind: 'book',
      length: rows.length,
      ts: column(rows, 0),
      side: Int8Array.from(rows, (row) => row[1]),
      price: column(rows, 2, 10),
      size: column(rows, 3, 100),
      flags: Uint8Array.from(rows, (row) => row[4]),
    },
    trades: {
      kind: 'trades',
      length: prints.length,
      ts: column(prints, 0),
      price: column(prints, 1, 10),
      size: column(prints, 2, 100),
      side: Int8Array.from(prints, (row) => row[3]),
    },
  }
}

function mib(bytes) {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`
}
