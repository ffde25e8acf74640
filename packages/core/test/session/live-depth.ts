import { strategy, trades, type OrderBookDelta, type OrderBookSnapshot, type QuoteTick } from '../../src/index.js'
import { book, depthVenue, type LiveStream, type VenueModel } from '../../src/session/trading.js'
import { START } from './live-market.js'
import { COIN } from './recorded-rows.js'

type Levels = readonly (readonly [price: number | string, size: number | string])[]

const BIDS: Levels = [
  ['99.99', '5'],
  ['99.98', '7'],
]
const ASKS: Levels = [
  ['100.01', '4'],
  ['100.02', '6'],
]

export function snapshot(sequence: number, changes: Partial<OrderBookSnapshot> = {}): OrderBookSnapshot {
  return { type: 'OrderBookSnapshot', instrumentId: COIN.id, ts: START, sequence, bids: BIDS, asks: ASKS, ...changes }
}

export function delta(
  sequence: number,
  bids: Levels = [],
  asks: Levels = [],
  first: number = sequence,
): OrderBookDelta {
  return { type: 'OrderBookDelta', instrumentId: COIN.id, ts: START, firstSequence: first, sequence, bids, asks }
}

export function quote(changes: Partial<QuoteTick> = {}): QuoteTick {
  const size = { bidSize: 3, askSize: 3, sequence: null }
  return { type: 'QuoteTick', instrumentId: COIN.id, ts: START, bidPrice: 99.99, askPrice: 100.01, ...size, ...changes }
}

/** Says what it sees of the book, sends `order` with the first valid one, and hears of what becomes of it. */
export function looking(order: { readonly quantity: number; readonly limit?: number } | null = null): {
  readonly seen: string[]
  readonly strategy: ReturnType<typeof strategy>
} {
  const seen: string[] = []
  const made = strategy({
    name: 'looking',
    data: { book: book({ depth: 2 }), prints: trades() },
    warmup: 'partial',
    state: () => ({ isDone: order === null }),
    onBook({ book, orders, state, now }) {
      seen.push(`${now - START} ${book.isValid ? `${book.bidPrice} x${book.bidSize}` : 'invalid'}`)
      if (!book.isValid || state.isDone) return
      state.isDone = true
      orders.buy(order!)
    },
    onOrder: (event, { now }) => void seen.push(`${now - START} ${event.type}`),
  })
  return { seen, strategy: made as never }
}

export const venue: VenueModel = depthVenue()
/** A book and prints, said stream by stream. */
export function streams(sync?: LiveStream['sync']): {
  readonly instruments: undefined
  readonly data: Readonly<Record<string, LiveStream>>
} {
  return {
    instruments: undefined,
    data: { book: { kind: 'book', instrument: COIN, sync }, prints: { kind: 'trades', instrument: COIN } },
  }
}
