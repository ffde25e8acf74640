import { binanceWire } from '@tapeline/adapters/venues/binance'
import {
  backtest,
  bars,
  instrument,
  strategy,
  trades,
  type BacktestResult,
  type BookColumns,
  type MarketEvent,
  type OrderBookDelta,
  type OrderBookSnapshot,
  type OrderTicket,
  type QuoteColumns,
  type QuoteTick,
  type TradeColumns,
  type TradeTick,
} from '@tapeline/core'
import { binanceFutures, binanceSpot } from '@tapeline/core/book'
import {
  BOOK_END,
  BOOK_SNAPSHOT,
  book,
  constantLatency,
  depthVenue,
  paper,
  probabilityQueue,
  quotes,
  replaySource,
  VirtualClock,
} from '@tapeline/core/trading'
import { ema } from '@tapeline/indicators'
import { Subject } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { hasRecordings, rawFrames } from '../recordings/recordings.js'

const captures = {
  spot: { file: 'spot-btcusdt-2024-08-08', symbol: 'BTCUSDT', rule: binanceSpot, quantity: 0.05 },
  usdm: { file: 'usdm-ethusdt-2024-08-08', symbol: 'ETHUSDT', rule: binanceFutures, quantity: 2 },
} as const
const account = { USDT: 1_000_000 }
const fees = { maker: 0.0002, taker: 0.0005 }
const venue = depthVenue({
  queueModel: probabilityQueue({ f: 'power', n: 3 }),
  latencyModel: constantLatency({ entryMs: 12, responseMs: 9 }),
})

/** Quotes at the touch, takes where the book leans, and changes its mind. */
function making(quantity: number) {
  return strategy({
    name: 'making',
    data: { main: bars('5s'), book: book({ depth: 5 }), quotes: quotes(), prints: trades() },
    indicators: () => ({ fast: ema({ period: 3 }), slow: ema({ period: 8 }) }),
    warmup: 'partial',
    state: (): { order: OrderTicket | null; since: number; step: number } => ({ order: null, since: 0, step: 0 }),
    onBook({ book, orders, state, position, now }) {
      state.step++
      const { bidPrice, askPrice } = book
      if (state.order?.status === 'accepted' && now - state.since > 2_000) {
        if (state.step % 2 === 0) orders.cancel(state.order)
        else if (bidPrice !== null) orders.modify(state.order, { limit: bidPrice })
        state.since = now
      }
      if (bidPrice === null || askPrice === null || state.order?.isOpen === true) return
      if (position.isLong && (book.imbalance(5) ?? 0) < -0.5)
        orders.sell({ quantity: position.quantity, limit: bidPrice, timeInForce: 'IOC' })
      state.order = orders.buy({ quantity, limit: bidPrice })
      state.since = now
    },
    onQuote({ quote, position, orders }) {
      if (position.isLong && quote.bidSize > 40 * quote.askSize && orders.open.length < 3)
        orders.sell({ quantity, limit: quote.askPrice ?? 1 })
    },
    onBar({ ind, orders, position }) {
      if (ind.fast !== null && ind.slow !== null && ind.fast < ind.slow && position.isLong) orders.close()
    },
  })
}

describe.skipIf(!hasRecordings)('paper on books that a venue once sent', () => {
  it.each(['spot', 'usdm'] as const)(
    'D9: Binance %s, raw and as a recording that is played, gives the backtest of its recording',
    async (market) => {
      const { symbol, rule, quantity } = captures[market]
      const traded = instrument({
        symbol: `${symbol.slice(0, 3)}/USDT`,
        venue: 'binance',
        quote: 'USDT',
        tickSize: 0.01,
        lotSize: 0.001,
      })
      const events = received(market, traded.id).slice(0, 45_000)
      const recordings = recorded(events, traded)
      const options = { strategy: making(quantity), account, fees, venue }
      const [prints, touches, levels] = recordings
      const data = { main: prints, prints, quotes: touches, book: levels }
      const expected = await backtest({ ...options, data }).result
      const played = await paper({ ...options, source: replaySource(recordings) }).result
      expect(seen(played)).toEqual(seen(expected))
      const sync = { rule }
      const stream = { instrument: traded, source: 'capture' }
      const raw = paper({
        ...options,
        source: pump(events),
        data: {
          main: { ...stream, kind: 'trades' },
          prints: { ...stream, kind: 'trades' },
          quotes: { ...stream, kind: 'quotes' },
          book: { ...stream, kind: 'book', sync },
        },
      })
      expect(seen(await raw.result)).toEqual(seen(expected))
      expect(expected.rows).toBeGreaterThan(100_000)
      const makers = expected.fills.filter(({ liquidity }) => liquidity === 'maker').length
      expect(makers).toBeGreaterThan(20)
      expect(expected.fills.length - makers).toBeGreaterThan(10)
    },
    120_000,
  )
})

function seen({ digest, fills, orders, finalCash, equity, suspensions, rows, inputs, skippedCalls }: BacktestResult) {
  const statuses = orders.map(({ status, reason }) => [status, reason])
  return { fills, statuses, finalCash, equity, suspensions, rows, inputs, skippedCalls, digest }
}

/** What the venue's reader makes of the frames, in order of receipt. */
function received(market: keyof typeof captures, instrumentId: string): readonly MarketEvent[] {
  const { file, symbol } = captures[market]
  const wire = binanceWire({ market, instruments: { [symbol]: instrumentId } })
  let last = -Infinity
  return rawFrames(`recordings/binance/${file}.raw.log.gz`).flatMap(({ tsRecv, text }) => {
    last = Math.max(last, tsRecv)
    const { events } = text.startsWith('{"stream"') ? wire.read(text, last) : wire.snapshot(text, symbol, last)
    return events.filter((event) => event.type !== 'TradeTick' || event.price > 0)
  })
}

/** A source that tells them by a clock of their own. */
function pump(events: readonly MarketEvent[]) {
  const clock = new VirtualClock(events[0]!.tsRecv!)
  const events$ = new Subject<MarketEvent>()
  const play = async (): Promise<void> => {
    while (!events$.observed) await new Promise((resolve) => setTimeout(resolve))
    let last = NaN
    for (const event of events) {
      const { tsRecv = 0 } = event
      if (tsRecv !== last) {
        clock.settle()
        clock.moveTo(tsRecv)
      }
      last = tsRecv
      events$.next(event)
    }
    clock.settle()
    events$.complete()
  }
  void play()
  return { events$, clock }
}

interface Row {
  readonly ts: number
  readonly tsRecv: number
  readonly side: number
  readonly price: number
  readonly size: number
  readonly flags: number
}

/** The same as columns; the book by the venue's rule for a local one, kept in two maps. */
function recorded(events: readonly MarketEvent[], traded: ReturnType<typeof instrument>) {
  const head = { instrument: traded, source: 'capture', priceAdjustment: 'raw' as const }
  const prints = events.filter((event): event is TradeTick => event.type === 'TradeTick')
  const touches = events.filter((event): event is QuoteTick => event.type === 'QuoteTick')
  const rows = bookRows(events)
  const times = (of: readonly { readonly ts: number; readonly tsRecv?: number | undefined }[]) => ({
    length: of.length,
    ts: Float64Array.from(of, ({ ts }) => ts),
    tsRecv: Float64Array.from(of, ({ tsRecv }) => tsRecv!),
  })
  const tape: TradeColumns = {
    kind: 'trades',
    ...times(prints),
    price: Float64Array.from(prints, ({ price }) => price),
    size: Float64Array.from(prints, ({ size }) => size),
    side: Int8Array.from(prints, ({ aggressorSide }) => (aggressorSide === 'buy' ? 1 : -1)),
  }
  const quoted: QuoteColumns = {
    kind: 'quotes',
    ...times(touches),
    bidPrice: Float64Array.from(touches, ({ bidPrice }) => bidPrice),
    bidSize: Float64Array.from(touches, ({ bidSize }) => bidSize!),
    askPrice: Float64Array.from(touches, ({ askPrice }) => askPrice),
    askSize: Float64Array.from(touches, ({ askSize }) => askSize!),
  }
  const levels: BookColumns = {
    kind: 'book',
    ...times(rows),
    side: Int8Array.from(rows, ({ side }) => side),
    price: Float64Array.from(rows, ({ price }) => price),
    size: Float64Array.from(rows, ({ size }) => size),
    flags: Uint8Array.from(rows, ({ flags }) => flags),
  }
  return [
    { ...head, kind: 'trades', rows: tape.length, chunks: () => [tape] },
    { ...head, kind: 'quotes', rows: quoted.length, chunks: () => [quoted] },
    { ...head, kind: 'book', rows: levels.length, chunks: () => [levels] },
  ] as const
}

function bookRows(events: readonly MarketEvent[]): Row[] {
  const rows: Row[] = []
  const early: OrderBookDelta[] = []
  let hasSnapshot = false
  for (const event of events) {
    if (event.type === 'OrderBookSnapshot' && !hasSnapshot) {
      hasSnapshot = true
      const late = early.filter(({ sequence, previousSequence }) =>
        // Spot drops what the snapshot ends with, futures keep it.
        previousSequence === undefined ? sequence > event.sequence : sequence >= event.sequence,
      )
      const first = rows.length
      rows.push(...messageOf(event, sideOf('bids', event, late), sideOf('asks', event, late)))
      rows[first] = { ...rows[first]!, flags: rows[first]!.flags | BOOK_SNAPSHOT }
    } else if (event.type === 'OrderBookDelta') {
      if (hasSnapshot) rows.push(...messageOf(event, event.bids.map(numbers), event.asks.map(numbers)))
      else early.push(event)
    }
  }
  return rows
}

type PricedSize = readonly [price: number, size: number]

function sideOf(side: 'bids' | 'asks', snapshot: OrderBookSnapshot, deltas: readonly OrderBookDelta[]): PricedSize[] {
  const sizes = new Map(snapshot[side].map(numbers))
  for (const delta of deltas) for (const [price, size] of delta[side].map(numbers)) sizes.set(price, size)
  const levels = [...sizes].filter(([, size]) => size > 0)
  return levels.sort(([a], [b]) => (side === 'bids' ? b - a : a - b))
}

function messageOf({ ts, tsRecv = ts }: MarketEvent, bids: readonly PricedSize[], asks: readonly PricedSize[]): Row[] {
  const rows = [...bids.map((level) => [1, ...level] as const), ...asks.map((level) => [-1, ...level] as const)]
  return rows.map(([side, price, size], i) => ({
    ts,
    tsRecv,
    side,
    price,
    size,
    flags: i === rows.length - 1 ? BOOK_END : 0,
  }))
}

function numbers([price, size]: readonly [number | string, number | string]): PricedSize {
  return [Number(price), Number(size)]
}
