import fc from 'fast-check'
import { map } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  instrument,
  strategy,
  trades,
  type BacktestResult,
  type BookOrderColumns,
  type Instrument,
  type OrderTicket,
  type RecordedBookOrders,
} from '../../src/index.js'
import {
  BOOK_SNAPSHOT,
  book,
  constantLatency,
  depthVenue,
  fifoQueue,
  marginAccount,
  paper,
  probabilityQueue,
  replaySource,
  riskAverseQueue,
  sampledLatency,
} from '../../src/session/trading.js'
import { orderMessages } from './depth/fifo-cases.js'
import { recordedPrints, type PrintRow } from './depth/recorded-depth.js'
import { recordedOrders, type OrderMessage } from './depth/recorded-orders.js'
import { countParity, noParityCounts } from './parity-counts.js'

const contract = (symbol: string): Instrument =>
  instrument({ symbol, venue: 'test', quote: 'USD', contractType: 'linear', tickSize: 1, lotSize: 1 })
const ONE = contract('ONE/USD:USD')
const TWO = contract('TWO/USD:USD')
const account = marginAccount({ balances: { USD: 1_000_000 }, leverage: 10 })
const fees = { maker: 0.0002, taker: 0.001 }

interface Memory {
  step: number
  last: OrderTicket | null
}

/** Joins queues, takes, changes, cancels and brackets by a plan of numbers, and says all that it sees. */
function acting(plan: readonly number[]) {
  const next = (state: Memory): number => plan[state.step++ % plan.length]!
  return strategy({
    name: 'acting',
    warmup: 'partial',
    data: { book: book({ depth: 3 }), prints: trades() },
    state: (): Memory => ({ step: 0, last: null }),
    onBook({ book, orders, state, position, signal, now }) {
      const { isValid, bidPrice, askPrice } = book
      signal('book', { now, valid: Number(isValid), bid: bidPrice ?? 0, ask: askPrice ?? 0, size: book.bidSize ?? 0 })
      const what = next(state)
      if (what === 1 && bidPrice !== null) state.last = orders.buy({ quantity: 5, limit: bidPrice, displayQty: 2 })
      if (what === 2 && askPrice !== null) orders.buy({ quantity: 4, limit: askPrice, timeInForce: 'IOC' })
      if (what === 3) orders.sell({ quantity: 3, limit: askPrice ?? 100 })
      if (what === 4 && state.last?.isOpen === true) orders.cancel(state.last)
      if (what === 5 && state.last?.status === 'accepted') orders.modify(state.last, { quantity: 7 })
      if (what === 6) orders[position.isLong ? 'sell' : 'buy']({ quantity: 2 })
      if (what === 7 && orders.open.length < 5)
        orders.bracket({ side: 'buy', quantity: 1, takeProfit: { limit: 101 }, stopLoss: { stop: 98 } })
    },
    onTrade: ({ trade, signal, now }) => signal('print', { now, price: trade.price }),
    onOrder: (event, { signal, now }) => signal(event.type, { now, ts: event.ts }),
  })
}

interface Market {
  readonly messages: readonly OrderMessage[]
  readonly prints: readonly PrintRow[]
  readonly delay: number | undefined
}

/** Messages that share instants with each other and with prints, some before the first snapshot, and some that say nothing. */
const market: fc.Arbitrary<Market> = fc
  .record({
    messages: orderMessages,
    prints: fc.array(
      fc.record({ at: fc.nat(40), price: fc.integer({ min: 97, max: 102 }), size: fc.integer({ min: 1, max: 9 }) }),
      { minLength: 1, maxLength: 12 },
    ),
    isCrowded: fc.boolean(),
    startsLate: fc.boolean(),
    delay: fc.constantFrom(undefined, 4, -700),
  })
  .map(({ messages, prints, isCrowded, startsLate, delay }) => {
    const step = isCrowded ? 30 : 5
    const at = (ts: number): number => 1_000 + step * Math.floor(ts / step)
    const early: OrderMessage[] = [{ ts: 900 }, { ts: 950, changes: [['delete', 5]] }]
    return {
      messages: [...(startsLate ? early : []), ...messages.map((one) => ({ ...one, ts: at(one.ts) }))],
      prints: [...prints]
        .sort((a, b) => a.at - b.at)
        .map(({ price, size, ...one }, i) => ({ ts: at(10 * one.at), price, size, side: i % 2 === 0 ? 1 : -1 })),
      delay,
    }
  })

/** The market's book, received so long after it was sent. */
function ordersOf({ messages, delay }: Market, chunkRows: number, of: Instrument): RecordedBookOrders {
  const recorded = recordedOrders(messages, chunkRows, of)
  if (delay === undefined) return recorded
  const chunks = () => [...(recorded.chunks() as Iterable<never>)].map((chunk) => received(chunk, delay))
  return { ...recorded, chunks }
}

function received<C extends { readonly ts: Float64Array }>(chunk: C, delay: number): C {
  return { ...chunk, tsRecv: chunk.ts.map((ts) => ts + delay) }
}

const venues = fc
  .record({
    queueModel: fc.constantFrom(fifoQueue, fifoQueue, riskAverseQueue, probabilityQueue({ f: 'power', n: 3 })),
    latencyModel: fc.constantFrom(
      constantLatency(),
      constantLatency({ entryMs: 4, responseMs: 3 }),
      sampledLatency({ seed: 3, entryMs: [0, 1, 40], responseMs: [0, 2, 90] }),
    ),
    feedMs: fc.constantFrom(0, 0, 2),
    throughFill: fc.constantFrom('shown' as const, 'whole' as const),
  })
  .map((options) => depthVenue(options))
const plans = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 3, maxLength: 12 })
const chunkRows = fc.constantFrom(1, 2, 7, Infinity)

describe('a recording of single orders played into a paper session', () => {
  it('R93 D9: gives the orders, fills, suspensions and digest of its backtest, on two instruments', async () => {
    const seen = { ...noParityCounts(), stamped: 0, early: 0 }
    await fc.assert(
      fc.asyncProperty(market, market, venues, plans, chunkRows, async (one, two, venue, plan, rows) => {
        const options = { strategy: acting(plan), account, fees, venue }
        const data = (size: number) => ({
          book: [ordersOf(one, size, ONE), ordersOf(two, size, TWO)],
          prints: [recordedPrints(one.prints, size, ONE), recordedPrints(two.prints, size, TWO)],
        })
        const expected = await backtest({ ...options, data: data(Infinity) }).result
        const played = replaySource(Object.values(data(rows)).flat())
        const events$ = played.events$.pipe(map((event) => structuredClone(event)))
        const source = { events$, clock: played.clock, streams: played.streams }
        const actual = await paper({ ...options, source }).result
        expect(plain(actual)).toEqual(plain(expected))
        countParity(
          seen,
          expected,
          one.messages.map(({ ts }) => ts),
        )
        if (one.delay !== undefined) seen.stamped++
        if (one.messages[0]!.kind === undefined) seen.early++
      }),
      { numRuns: 80 },
    )
    expect(seen.fills).toBeGreaterThan(400)
    for (const count of [seen.makers, seen.suspensions, seen.waited, seen.invalid]) expect(count).toBeGreaterThan(50)
    for (const count of [seen.ties, seen.stamped, seen.early]) expect(count).toBeGreaterThan(20)
  })

  it('gives its orders and fills where a snapshot begins within a message', async () => {
    const rests = strategy({
      name: 'rests',
      data: { book: book() },
      onBook: ({ orders, now }) => void (now === 10 && orders.buy({ quantity: 3, limit: 99 })),
    })
    const recorded = recordedOrders(
      [
        { ts: 10, kind: 'snapshot', changes: [['add', 1, 1, 99, 5]] },
        {
          ts: 20,
          changes: [
            ['add', 2, 1, 99, 4],
            ['execute', 2, 1],
            ['add', 1, 1, 99, 5],
            ['add', 3, 1, 98, 5],
          ],
        },
        { ts: 30, changes: [['execute', 3, 2]] },
      ],
      Infinity,
      ONE,
    )
    const within = (): RecordedBookOrders => ({
      ...recorded,
      chunks: () =>
        [...(recorded.chunks() as Iterable<BookOrderColumns>)].map((chunk) => ({
          ...chunk,
          // The third row of the second message begins a snapshot: what was executed before it was.
          flags: chunk.flags.map((flag, row) => (row === 3 ? flag + BOOK_SNAPSHOT : flag)),
        })),
    })
    const options = { strategy: rests, account, fees, venue: depthVenue({ queueModel: fifoQueue }) }
    const expected = await backtest({ ...options, data: { book: within() } }).result
    const actual = await paper({ ...options, source: replaySource(within()) }).result
    expect(expected.fills.map(({ ts, quantity }) => [ts, quantity])).toEqual([
      [20, 1],
      [30, 2],
    ])
    expect(actual.fills).toEqual(expected.fills)
    expect(actual.inputs[0]!.rows).toBe(expected.inputs[0]!.rows)
  })
})

function plain(result: BacktestResult): unknown {
  const { fills, signals, orders, finalCash, inputs, equity, skippedCalls, rows, digest, warnings, suspensions } =
    result
  const statuses = orders.map(({ status, reason }) => [status, reason])
  return { fills, signals, statuses, finalCash, equity, skippedCalls, rows, warnings, suspensions, inputs, digest }
}
