import { describe, expect, it } from 'vitest'
import { backtest, instrument, strategy, trades, type OrderTicket } from '@tapeline/core'
import {
  BOOK_END,
  BOOK_SNAPSHOT,
  book,
  depthVenue,
  probabilityQueue,
  riskAverseQueue,
  type QueueModel,
} from '@tapeline/core/trading'
import { hasSharedData, sharedLines } from '../book/recordings.js'

interface Message {
  readonly ts: number
  readonly isSnapshot: boolean
  readonly rows: readonly (readonly [side: number, price: number, size: number])[]
}

interface Print {
  readonly ts: number
  readonly price: number
  readonly size: number
  readonly isSale: boolean
}

interface Decision {
  readonly ts: number
  readonly limit: number
  endTs: number
}

const BTC = instrument({ symbol: 'BTC/USDT', venue: 'binance', quote: 'USDT', tickSize: 0.01, lotSize: 0.00001 })
const LOTS = 5_000
const cube = (x: number): number => x * x * x

describe.skipIf(!hasSharedData)('a resting order in a recorded book', () => {
  it.each<[string, QueueModel, (front: number, before: number, after: number, printed: number) => number]>([
    ['riskAverse', riskAverseQueue, (front, _, after) => Math.min(front, after)],
    [
      'x^3',
      probabilityQueue({ f: 'power', n: 3 }),
      (front, before, after, printed) => {
        const canceled = before - after - printed
        if (canceled <= 0) return Math.max(0, Math.min(front, after))
        const back = Math.max(0, before - front)
        const p = front + back > 0 ? cube(back) / (cube(back) + cube(front)) : 1
        const rest = front - (1 - p) * canceled + Math.min(0, before - front - p * canceled)
        return Math.max(0, Math.min(rest, after))
      },
    ],
  ])(
    'E8: fills as the published rules of %s say, computed straight from the recording',
    async (_, queueModel, rule) => {
      const { messages, prints } = recording()
      const decisions: Decision[] = []
      const quoting = strategy({
        name: 'quoting',
        data: { book: book(), trades: trades() },
        state: (): { order: OrderTicket | null; since: number } => ({ order: null, since: 0 }),
        onBook({ book, orders, state, now }) {
          if (state.order?.isOpen === true) {
            if (now - state.since < 3_000) return
            orders.cancel(state.order)
            decisions.at(-1)!.endTs = now
          }
          if (book.bidPrice === null) return
          decisions.push({ ts: now, limit: book.bidPrice, endTs: Infinity })
          state.order = orders.buy({ quantity: LOTS / 100_000, limit: book.bidPrice })
          state.since = now
        },
      })
      const data = { book: bookOf(messages), trades: tradesOf(prints) }
      const venue = depthVenue({ queueModel })
      const { fills } = await backtest({
        strategy: quoting,
        data,
        account: { USDT: 1e9 },
        fees: { taker: 0.001 },
        venue,
      }).result
      const found = fills.map(({ ts, quantity, clientOrderId }) => [ts, Math.round(quantity * 1e5), clientOrderId])
      expect(found).toEqual(straight(messages, prints, decisions, rule))
      expect(found.length).toBeGreaterThan(20)
      expect(fills.every(({ liquidity }) => liquidity === 'maker')).toBe(true)
    },
  )
})

/** One order after the other, each through the whole recording. */
function straight(
  messages: readonly Message[],
  prints: readonly Print[],
  decisions: readonly Decision[],
  rule: (front: number, before: number, after: number, printed: number) => number,
): unknown[] {
  const fills: unknown[] = []
  const all = [...prints, ...messages].map((event, i) => ({ event, i }))
  all.sort((a, b) => a.event.ts - b.event.ts || a.i - b.i)
  const bids = new Map<number, number>()
  const asks = new Map<number, number>()
  const cents = (price: number): number => Math.round(price * 100)
  let next = 0
  let order: {
    id: string
    limit: number
    endTs: number
    leaves: number
    front: number
    level: number
    printed: number
  } | null = null
  const take = (ts: number, most: number): void => {
    const lots = Math.min(most, order!.leaves)
    if (lots <= 0) return
    order!.leaves -= lots
    fills.push([ts, lots, order!.id])
  }
  all.forEach(({ event }, at) => {
    const { ts } = event
    const isLive = order !== null && order.leaves > 0
    if ('rows' in event) {
      if (event.isSnapshot) {
        bids.clear()
        asks.clear()
      }
      for (const [side, price, size] of event.rows) {
        const levels = side > 0 ? bids : asks
        if (size > 0) levels.set(cents(price), size * 1e5)
        else levels.delete(cents(price))
      }
      if (isLive) {
        const now = bids.get(order!.limit) ?? 0
        if (now !== order!.level || order!.printed > 0)
          order!.front = rule(order!.front, order!.level, now, order!.printed)
        order!.level = now
        order!.printed = 0
        const reached: [number, number][] = []
        for (const [price, lots] of asks) if (lots > 0 && price <= order!.limit) reached.push([price, lots])
        reached.sort(([a], [b]) => a - b)
        for (const [, lots] of reached) take(ts, Math.round(lots))
      }
    } else if (isLive && event.isSale) {
      const lots = event.size * 1e5
      const price = cents(event.price)
      if (price < order!.limit) take(ts, Math.round(lots))
      else if (price === order!.limit) {
        order!.front -= lots
        order!.printed += lots
        const rest = -order!.front
        order!.front = Math.max(0, order!.front)
        if (rest > 0) take(ts, Math.floor(rest + 1e-6))
      }
    }
    if (all[at + 1]?.event.ts === ts) return
    if (order !== null && ts >= order.endTs) order = null
    const decision = decisions[next]
    if (decision?.ts !== ts) return
    const limit = cents(decision.limit)
    const level = bids.get(limit) ?? 0
    next++
    order = { id: `quoting-${next}`, limit, endTs: decision.endTs, leaves: LOTS, front: level, level, printed: 0 }
  })
  return fills
}

/** The recording as messages of a book and prints, in order of receipt. */
function recording(): { messages: Message[]; prints: Print[] } {
  const messages: Message[] = []
  const prints: Print[] = []
  const early: { readonly u: number; readonly rows: Message['rows'] }[] = []
  let hasSnapshot = false
  for (const line of sharedLines('recordings/binance/spot-btcusdt-2024-08-08.raw.log.gz')) {
    const blank = line.indexOf(' ')
    const ts = Number(line.slice(0, blank)) / 1e6
    if (line.includes('"e":"trade"')) {
      const { p, q, m } = JSON.parse(line.slice(blank + 1)).data
      prints.push({ ts, price: Number(p), size: Number(q), isSale: m })
    } else if (line.includes('"depthUpdate"')) {
      const { u, b, a } = JSON.parse(line.slice(blank + 1)).data
      const rows = rowsOf(b, a)
      if (!hasSnapshot) early.push({ u, rows })
      else if (rows.length > 0) messages.push({ ts, isSnapshot: false, rows })
    } else if (line.includes('"lastUpdateId"')) {
      const { lastUpdateId, bids, asks } = JSON.parse(line.slice(blank + 1))
      hasSnapshot = true
      messages.push({ ts, isSnapshot: true, rows: rowsOf(bids, asks) })
      for (const { u, rows } of early) if (u > lastUpdateId) messages.push({ ts, isSnapshot: false, rows })
    }
  }
  return { messages, prints }
}

function rowsOf(bids: readonly [string, string][], asks: readonly [string, string][]): Message['rows'] {
  return [
    ...bids.map(([price, size]) => [1, Number(price), Number(size)] as const),
    ...asks.map(([price, size]) => [-1, Number(price), Number(size)] as const),
  ]
}

function bookOf(messages: readonly Message[]) {
  const rows = messages.flatMap(({ ts, isSnapshot, rows: levels }) =>
    levels.map(([side, price, size], i) => ({
      ts,
      side,
      price,
      size,
      flags: (isSnapshot && i === 0 ? BOOK_SNAPSHOT : 0) + (i === levels.length - 1 ? BOOK_END : 0),
    })),
  )
  return {
    ...head(rows.length),
    kind: 'book' as const,
    *chunks() {
      yield {
        kind: 'book' as const,
        length: rows.length,
        ts: Float64Array.from(rows, ({ ts }) => ts),
        side: Int8Array.from(rows, ({ side }) => side),
        price: Float64Array.from(rows, ({ price }) => price),
        size: Float64Array.from(rows, ({ size }) => size),
        flags: Uint8Array.from(rows, ({ flags }) => flags),
      }
    },
  }
}

function tradesOf(prints: readonly Print[]) {
  return {
    ...head(prints.length),
    kind: 'trades' as const,
    *chunks() {
      yield {
        kind: 'trades' as const,
        length: prints.length,
        ts: Float64Array.from(prints, ({ ts }) => ts),
        price: Float64Array.from(prints, ({ price }) => price),
        size: Float64Array.from(prints, ({ size }) => size),
        side: Int8Array.from(prints, ({ isSale }) => (isSale ? -1 : 1)),
      }
    },
  }
}

function head(rows: number) {
  return { instrument: BTC, source: 'recording', priceAdjustment: 'raw' as const, rows }
}
