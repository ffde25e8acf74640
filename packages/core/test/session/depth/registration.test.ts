import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backtest,
  instrument,
  strategy,
  trades,
  type BacktestResult,
  type Instrument,
  type OrderDesk,
  type Recorded,
} from '../../../src/index.js'
import {
  book,
  constantLatency,
  depthVenue,
  marginAccount,
  probabilityQueue,
  quotes,
} from '../../../src/session/trading.js'
import { orderMessages } from './fifo-cases.js'
import { recordedBook, recordedPrints, recordedQuotes, type BookMessage } from './recorded-depth.js'
import { recordedOrders, type OrderMessage } from './recorded-orders.js'

const named = (symbol: string): Instrument =>
  instrument({
    symbol: `${symbol}/USD:USD`,
    venue: 'test',
    quote: 'USD',
    contractType: 'linear',
    tickSize: 1,
    lotSize: 1,
  })
const INSTRUMENTS = [named('AA'), named('BB'), named('CC')]

/** Times on a coarse grid: many things happen at one moment, in one stream and across them. */
const wait = fc.constantFrom(0, 0, 5, 10)
const side = fc.constantFrom(1 as const, -1 as const)
const lots = fc.integer({ min: 1, max: 9 })
const level = fc
  .tuple(side, fc.integer({ min: -1, max: 3 }), fc.integer({ min: 0, max: 9 }))
  .map(([of, away, size]) => [of, of > 0 ? 99 - away : 100 + away, size] as const)

function timed<T>(one: fc.Arbitrary<T>): fc.Arbitrary<(T & { readonly ts: number })[]> {
  return fc.array(fc.tuple(wait, one), { minLength: 10, maxLength: 40 }).map((steps) => {
    let ts = 0
    return steps.map(([by, step]) => ({ ...step, ts: (ts += by) }))
  })
}

const levelMessages = timed(
  fc.record({
    isGap: fc.constantFrom(false, false, false, false, false, false, true),
    levels: fc.array(level, { minLength: 1, maxLength: 4 }),
  }),
).map((steps): BookMessage[] => {
  const first = [
    [1, 99, 5],
    [-1, 100, 5],
  ] as const
  const rest = steps.flatMap(({ ts, isGap, levels }): BookMessage[] =>
    isGap
      ? [
          { ts, kind: 'gap' },
          { ts, kind: 'snapshot', levels },
        ]
      : [{ ts, levels }],
  )
  return [{ ts: 0, kind: 'snapshot', levels: first }, ...rest]
})

const quoteRows = timed(
  fc.record({ bid: fc.integer({ min: 97, max: 100 }), width: lots, bidLots: lots, askLots: lots }),
)
const printRows = timed(fc.record({ side, price: fc.integer({ min: 97, max: 102 }), size: lots }))

const market = fc.record({
  levels: levelMessages,
  orders: fc.option(orderMessages),
  quotes: quoteRows,
  prints: printRows,
})

interface Market {
  readonly levels: readonly BookMessage[]
  readonly orders: readonly OrderMessage[] | null
  readonly quotes: readonly {
    readonly ts: number
    readonly bid: number
    readonly width: number
    readonly bidLots: number
    readonly askLots: number
  }[]
  readonly prints: readonly {
    readonly ts: number
    readonly side: number
    readonly price: number
    readonly size: number
  }[]
}

/** How the same data are handed over. */
const layout = fc.record({
  instruments: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  names: fc.shuffledSubarray(['book', 'quotes', 'trades'] as const, { minLength: 3 }),
  chunkRows: fc.constantFrom(1, 2, 3, 7, Infinity),
})

type Layout = typeof layout extends fc.Arbitrary<infer T> ? T : never

describe('a backtest on random books, quotes and prints of several instruments', () => {
  it('D9: is one and the same, in whatever order they are listed and however they are chunked', async () => {
    let fills = 0
    let suspensions = 0
    let moments = 0
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(market, market, market),
        fc.array(layout, { minLength: 2, maxLength: 3 }),
        fc.boolean(),
        async (markets: readonly Market[], layouts: readonly Layout[], hasBooks) => {
          const plain: Layout = { instruments: [0, 1, 2], names: ['book', 'quotes', 'trades'], chunkRows: Infinity }
          const result = await run(markets, plain, hasBooks)
          for (const other of layouts) {
            const again = await run(markets, other, hasBooks)
            expect(again.fills).toEqual(result.fills)
            expect(again.digest).toBe(result.digest)
          }
          fills += result.fills.length
          suspensions += result.suspensions.length
          const times = markets.flatMap(({ prints }) => prints.map(({ ts }) => ts))
          moments += times.length - new Set(times).size
        },
      ),
      { numRuns: 30, seed: 31 },
    )
    expect(Math.min(fills / 100, suspensions / 10, moments / 100)).toBeGreaterThan(1)
  }, 60_000)
})

function run(
  markets: readonly Market[],
  { instruments, names, chunkRows }: Layout,
  hasBooks: boolean,
): Promise<BacktestResult> {
  const streams: Record<'book' | 'quotes' | 'trades', Recorded[]> = { book: [], quotes: [], trades: [] }
  for (const i of instruments) {
    const of = INSTRUMENTS[i]!
    const { levels, orders, quotes: rows, prints } = markets[i]!
    streams.book.push(orders === null ? recordedBook(levels, chunkRows, of) : recordedOrders(orders, chunkRows, of))
    const told = rows.map(({ ts, bid, width, bidLots, askLots }) => ({
      ts,
      bid: [bid, bidLots] as const,
      ask: [bid + width, askLots] as const,
    }))
    streams.quotes.push(recordedQuotes(told, chunkRows, of))
    streams.trades.push(recordedPrints(prints, chunkRows, of))
  }
  let turn = 0
  const act = (orders: OrderDesk): void => {
    turn++
    if (turn % 7 === 0) orders.buy({ quantity: 1 + (turn % 5), limit: 97 + (turn % 4), displayQty: 1 + (turn % 2) })
    else if (turn % 5 === 0) orders.sell({ quantity: 1 + (turn % 3), limit: 99 + (turn % 3), timeInForce: 'IOC' })
    else if (turn % 11 === 0) orders.sell({ quantity: 2, stop: 99 })
    else if (turn % 13 === 0) orders.cancelAll()
  }
  const acting = strategy({
    name: 'acting',
    data: hasBooks ? { book: book(), quotes: quotes(), trades: trades() } : { quotes: quotes(), trades: trades() },
    ...(hasBooks ? { onBook: ({ orders }: { readonly orders: OrderDesk }) => act(orders) } : {}),
    onQuote: ({ orders }) => act(orders),
    onTrade: ({ orders }) => act(orders),
  })
  const kept = names.filter((name) => hasBooks || name !== 'book')
  return backtest({
    strategy: acting,
    data: Object.fromEntries(kept.map((name) => [name, streams[name]])) as Record<'quotes' | 'trades', Recorded[]>,
    account: marginAccount({ balances: { USD: 1_000_000 }, leverage: 10 }),
    fees: { taker: 0.001 },
    venue: depthVenue({
      queueModel: probabilityQueue({ f: 'power', n: 2 }),
      latencyModel: constantLatency({ entryMs: 5, responseMs: 5 }),
    }),
  }).result
}
