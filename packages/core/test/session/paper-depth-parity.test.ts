import fc from 'fast-check'
import { map } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy, trades, type BacktestResult, type OrderTicket } from '../../src/index.js'
import {
  book,
  constantLatency,
  depthVenue,
  paper,
  probabilityQueue,
  quotes,
  replaySource,
  riskAverseQueue,
  sampledLatency,
  tradeThroughQueue,
} from '../../src/session/trading.js'
import { bookOf, depthMarket, printsOf, quotesOf } from './depth/random-depth.js'
import { countParity, noParityCounts } from './parity-counts.js'
import { ALPHA, COIN } from './recorded-rows.js'

const account = { USD: 20_000 }
const fees = { maker: 0.0002, taker: 0.001 }

interface Memory {
  step: number
  last: OrderTicket | null
}

/** Takes, rests, changes, cancels and brackets by a plan of numbers, and says all that it sees. */
function acting(plan: readonly number[], needs: { readonly main?: unknown; readonly book?: unknown }) {
  const next = (state: Memory): number => plan[state.step++ % plan.length]!
  const all = strategy({
    name: 'acting',
    warmup: 'partial',
    data: { main: bars('1s'), book: book({ depth: 3 }), quotes: quotes(), prints: trades() },
    state: (): Memory => ({ step: 0, last: null }),
    onBook({ book, orders, state, position, signal, now }) {
      const { isValid, bidPrice, askPrice } = book
      const size = book.sizeAt('bid', 1)
      signal('book', { now, valid: Number(isValid), bid: bidPrice ?? 0, ask: askPrice ?? 0, size })
      const what = next(state)
      if (what === 1 && bidPrice !== null) state.last = orders.buy({ quantity: 3, limit: bidPrice })
      if (what === 2 && askPrice !== null) orders.buy({ quantity: 4, limit: askPrice, timeInForce: 'IOC' })
      if (what === 3 && position.isLong) orders.sell({ quantity: 2, limit: askPrice ?? 100 })
      if (what === 4 && state.last?.isOpen === true) orders.cancel(state.last)
      if (what === 5 && state.last?.status === 'accepted' && bidPrice !== null)
        orders.modify(state.last, { limit: bidPrice })
      if (what === 6) orders.buy({ quantity: 1 })
      if (what === 7 && orders.open.length < 5)
        orders.bracket({ side: 'buy', quantity: 1, takeProfit: { limit: 100.05 }, stopLoss: { stop: 99.96 } })
    },
    onQuote({ quote, orders, state, signal, now }) {
      signal('quote', { now, bid: quote.bidPrice ?? 0, ask: quote.askPrice ?? 0 })
      const what = next(state)
      if (what === 1 && quote.bidPrice !== null) orders.buy({ quantity: 2, limit: quote.bidPrice })
      if (what === 2) orders.buy({ quantity: 1 })
      if (what === 3 && orders.open.length > 3) orders.cancelAll()
    },
    onBar: ({ bar, signal }) => signal('bar', { close: bar!.close, ts: bar!.closeTime }),
    onTrade({ trade, position, orders, signal, now }) {
      signal('print', { now, price: trade.price })
      if (position.isLong && trade.size > 9) orders.sell({ quantity: 1, stop: 99.97 })
    },
    onOrder: (event, { signal, now }) => signal(event.type, { now, ts: event.ts }),
  })
  const { onBook, onBar, ...rest } = all
  return {
    ...rest,
    data: needs,
    ...(needs.book ? { onBook } : {}),
    ...(needs.main ? { onBar } : {}),
  } as unknown as typeof all
}

const venues = fc
  .record({
    queueModel: fc.constantFrom(riskAverseQueue, tradeThroughQueue, probabilityQueue({ f: 'power', n: 3 })),
    latencyModel: fc.constantFrom(
      constantLatency(),
      constantLatency({ entryMs: 4, responseMs: 3 }),
      sampledLatency({ seed: 3, entryMs: [0, 1, 40], responseMs: [0, 2, 300] }),
    ),
    feedMs: fc.constantFrom(0, 0, 2),
  })
  .map((options) => depthVenue(options))
const plans = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 3, maxLength: 12 })
const chunkRows = fc.constantFrom(1, 2, 7, Infinity)

describe('a recording of books played into a paper session', () => {
  it('R93 D9: gives the orders, fills, suspensions and digest of its backtest, on two instruments', async () => {
    const seen = noParityCounts()
    await fc.assert(
      fc.asyncProperty(depthMarket, depthMarket, venues, plans, chunkRows, async (coin, alpha, venue, plan, rows) => {
        const needs = { main: bars('1s'), book: book({ depth: 3 }), quotes: quotes(), prints: trades() }
        const options = { strategy: acting(plan, needs), account, fees, venue }
        const data = (size: number) => {
          const prints = [printsOf(coin, size, COIN), printsOf(alpha, size, ALPHA)]
          return {
            main: prints,
            prints,
            book: [bookOf(coin, size, COIN), bookOf(alpha, size, ALPHA)],
            quotes: [quotesOf(coin, size, COIN), quotesOf(alpha, size, ALPHA)],
          }
        }
        const expected = await backtest({ ...options, data: data(Infinity) }).result
        const { book: books, quotes: touches, prints } = data(rows)
        const actual = await paper({ ...options, source: replaySource([...books, ...touches, ...prints]) }).result
        expect(plain(actual)).toEqual(plain(expected))
        countParity(
          seen,
          expected,
          coin.happenings.map(({ ts }) => ts),
        )
      }),
      { numRuns: 40 },
    )
    expect(seen.fills).toBeGreaterThan(400)
    for (const count of [seen.makers, seen.suspensions, seen.waited, seen.invalid]) expect(count).toBeGreaterThan(50)
    expect(seen.ties).toBeGreaterThan(30)
  })

  it('R93: gives it on quotes alone, beside a default venue, and from events that were copied on the way', async () => {
    const seen = { touch: 0, plain: 0 }
    await fc.assert(
      fc.asyncProperty(depthMarket, venues, plans, fc.boolean(), async (market, venue, plan, isTouch) => {
        const data = isTouch
          ? { quotes: quotesOf(market, 5), prints: printsOf(market, 3) }
          : { book: bookOf(market, 4), quotes: quotesOf(market, 5), prints: printsOf(market, 3) }
        const needs = { quotes: quotes(), prints: trades(), ...(!isTouch && { book: book({ depth: 3 }) }) }
        const options = { strategy: acting(plan, needs), account, fees, ...(isTouch && { venue }) }
        const whole = isTouch
          ? { quotes: quotesOf(market, Infinity), prints: printsOf(market, Infinity) }
          : { book: bookOf(market, Infinity), quotes: quotesOf(market, Infinity), prints: printsOf(market, Infinity) }
        const expected = await backtest({ ...options, data: whole }).result
        const played = replaySource(Object.values(data))
        const events$ = played.events$.pipe(map((event) => structuredClone(event)))
        const source = { events$, clock: played.clock, streams: played.streams }
        expect(plain(await paper({ ...options, source }).result)).toEqual(plain(expected))
        seen[isTouch ? 'touch' : 'plain'] += expected.fills.length
      }),
      { numRuns: 40 },
    )
    expect(seen.touch).toBeGreaterThan(50)
    expect(seen.plain).toBeGreaterThan(50)
  })
})

function plain(result: BacktestResult): unknown {
  const { fills, signals, orders, finalCash, inputs, equity, skippedCalls, rows, digest, warnings, suspensions } =
    result
  const statuses = orders.map(({ status, reason }) => [status, reason])
  return { fills, signals, statuses, finalCash, equity, skippedCalls, rows, warnings, suspensions, inputs, digest }
}
