import { describe, expect, it } from 'vitest'
import { backtest, bars, strategy, trades, type OrderTicket } from '../../../src/index.js'
import { book, constantLatency, depthVenue, quotes } from '../../../src/session/trading.js'
import { ALPHA, COIN, flatBarRows, recordedBars } from '../recorded-rows.js'
import { recordedBook, recordedPrints, recordedQuotes, type BookMessage } from './recorded-depth.js'

const SNAPSHOT: BookMessage = {
  ts: 10,
  kind: 'snapshot',
  levels: [
    [1, 99.99, 5],
    [1, 99.98, 7],
    [-1, 100.01, 4],
    [-1, 100.02, 6],
  ],
}
const ACCOUNT = { USD: 100_000 }
const FEES = { taker: 0.001 }

describe('a backtest on a book', () => {
  it('hears of each message once, whole, however it was chunked', async () => {
    const messages: BookMessage[] = [
      SNAPSHOT,
      {
        ts: 20,
        levels: [
          [1, 99.99, 0],
          [-1, 100.01, 1],
        ],
      },
      { ts: 20, levels: [[1, 100, 2]] },
      { ts: 30, kind: 'gap' },
      { ...SNAPSHOT, ts: 40 },
    ]
    const seen: unknown[] = []
    const looks = strategy({
      name: 'looks',
      data: { book: book({ depth: 2 }) },
      onBook({ book, now }) {
        const { isValid, bidPrice, bidSize, askPrice, askSize, mid, spread } = book
        seen.push([now, isValid, bidPrice, bidSize, askPrice, askSize, mid, spread])
        seen.push([book.priceAt('bid', 1), book.sizeAt('ask', 1), book.imbalance(), book.imbalance(2)])
      },
    })
    const first = [
      [10, true, 99.99, 5, 100.01, 4, 100, 0.02],
      [99.98, 6, 1 / 9, 2 / 22],
    ]
    const digests = new Set<string>()
    for (const chunkRows of [1, 3, Infinity]) {
      seen.length = 0
      const data = { book: recordedBook(messages, chunkRows) }
      const result = await backtest({ strategy: looks, data, account: ACCOUNT, fees: FEES, venue: depthVenue() }).result
      digests.add(result.digest)
      expect(seen).toEqual([
        ...first,
        [20, true, 99.98, 7, 100.01, 1, 99.995, 0.03],
        [null, 6, 6 / 8, 0],
        [20, true, 100, 2, 100.01, 1, 100.005, 0.01],
        [99.98, 6, 1 / 3, 2 / 16],
        [30, false, null, 0, null, 0, null, null],
        [null, 0, null, null],
        [40, ...first[0]!.slice(1)],
        first[1],
      ])
      expect(result.suspensions).toEqual([{ instrumentId: COIN.id, fromTs: 30, untilTs: 40 }])
      expect(result.warnings).toContain(`${COIN.id}: matching was suspended 1 times, while the book had a gap`)
    }
    expect(digests.size).toBe(1)
  })

  it('E4: sweeps levels as taker, what it took stays taken, and the fills are told after the latency', async () => {
    const events: string[] = []
    let step = 0
    const takes = strategy({
      name: 'takes',
      data: { book: book() },
      onBook({ orders }) {
        step++
        if (step === 1) orders.buy({ quantity: 7, limit: 100.02, timeInForce: 'IOC' })
        if (step === 2) orders.buy({ quantity: 7, limit: 100.02, timeInForce: 'IOC' })
      },
      onOrder(event, { now }) {
        events.push(`${now} ${event.type}`)
        expect(event.ts).toBe(now)
      },
    })
    const messages: BookMessage[] = [
      SNAPSHOT,
      { ts: 13, levels: [[1, 99.97, 1]] },
      { ts: 20, levels: [[-1, 100.02, 2]] },
      { ts: 40, levels: [[1, 99.97, 2]] },
    ]
    const venue = depthVenue({ latencyModel: constantLatency({ entryMs: 4, responseMs: 3 }) })
    const data = { book: recordedBook(messages) }
    const { fills, policies } = await backtest({ strategy: takes, data, account: ACCOUNT, fees: FEES, venue }).result
    expect(fills.map(({ ts, price, quantity, liquidity }) => [ts, price, quantity, liquidity])).toEqual([
      [17, 100.01, 4, 'taker'],
      [17, 100.02, 3, 'taker'],
      [20, 100.02, 3, 'taker'],
    ])
    expect(events).toEqual([
      '10 OrderSubmitted',
      '13 OrderSubmitted',
      '17 OrderAccepted',
      '17 OrderFilled',
      '17 OrderFilled',
      '20 OrderAccepted',
      '20 OrderFilled',
      '20 OrderCanceled',
    ])
    const named = Object.fromEntries(policies.map(({ name, value }) => [name, value]))
    expect(named).toMatchObject({
      venue: 'depth',
      queueModel: 'riskAverse: cancels happen behind the order',
      latencyModel: 'constant: entry 4 ms, response 3 ms',
      liquidityConsumption: 'true',
      throughFill: 'shown',
      beyondDepth: 'cancel',
      gaps: 'suspended',
    })
  })

  it('E8: a resting order waits for its queue; a cancel that is on its way does not save it', async () => {
    let order: OrderTicket | null = null
    const makes = strategy({
      name: 'makes',
      data: { book: book(), trades: trades() },
      onBook({ orders }) {
        order ??= orders.buy({ quantity: 3, limit: 99.99 })
      },
      onTrade({ now, orders }) {
        if (now === 24 && order !== null) orders.cancel(order)
      },
    })
    const prints = [
      { ts: 5, price: 100, size: 1, side: 1 },
      { ts: 20, price: 99.99, size: 4, side: -1 },
      { ts: 22, price: 99.99, size: 2, side: 1 },
      { ts: 24, price: 99.99, size: 2, side: -1 },
      { ts: 25, price: 99.99, size: 9, side: -1 },
    ]
    const data = { book: recordedBook([SNAPSHOT, { ts: 60, levels: [[1, 99.9, 1]] }]), trades: recordedPrints(prints) }
    const venue = depthVenue({ latencyModel: constantLatency({ entryMs: 5, responseMs: 1 }) })
    const { fills, orders } = await backtest({ strategy: makes, data, account: ACCOUNT, fees: FEES, venue }).result
    expect(fills.map(({ ts, quantity, liquidity }) => [ts, quantity, liquidity])).toEqual([
      [25, 1, 'maker'],
      [26, 2, 'maker'],
    ])
    expect(orders[0]?.status).toBe('filled')
  })

  it('fills on quotes and prints alone as on a book of one level', async () => {
    const quoting = strategy({
      name: 'quoting',
      data: { quotes: quotes(), trades: trades() },
      onQuote({ quote, orders, now }) {
        if (now === 10) orders.buy({ quantity: 2, limit: quote.copy().bidPrice! })
      },
    })
    const data = {
      quotes: recordedQuotes([
        { ts: 10, bid: [99.99, 3], ask: [100.01, 3] },
        { ts: 30, bid: [99.98, 3], ask: [100.0, 3] },
        { ts: 40, bid: [99.97, 3], ask: [99.99, 1] },
      ]),
      trades: recordedPrints([
        { ts: 5, price: 100, size: 1, side: 1 },
        { ts: 20, price: 99.99, size: 3.5, side: -1 },
      ]),
    }
    const { fills } = await backtest({ strategy: quoting, data, account: ACCOUNT, fees: FEES, venue: depthVenue() })
      .result
    expect(fills.map(({ ts, quantity }) => [ts, quantity])).toEqual([
      [20, 0.5],
      [40, 1],
    ])
  })

  it('D9: one digest, in whatever order the streams were listed and however they were chunked', async () => {
    const trading = strategy({
      name: 'trading',
      data: { book: book(), trades: trades() },
      state: () => ({ turns: 0 }),
      onBook({ orders, book, state }) {
        state.turns++
        if (state.turns % 3 === 0 && book.bidPrice !== null) orders.buy({ quantity: 0.5, limit: book.bidPrice })
      },
    })
    const messages = Array.from({ length: 60 }, (_, i): BookMessage => {
      if (i % 20 === 0) return { ...SNAPSHOT, ts: 10 * i }
      return { ts: 10 * i, levels: [[i % 2 === 0 ? 1 : -1, i % 2 === 0 ? 99.99 : 100.01, 1 + (i % 5)]] }
    })
    const prints = Array.from({ length: 90 }, (_, i) => ({ ts: 10 + 6 * i, price: 99.99, size: 1 + (i % 3), side: -1 }))
    const digests = new Set<string>()
    let count = 0
    for (const chunk of [1, 7, Infinity]) {
      for (const order of [
        [COIN, ALPHA],
        [ALPHA, COIN],
      ]) {
        const data = {
          book: order.map((of) => recordedBook(messages, chunk, of)),
          trades: order.map((of) => recordedPrints(prints, chunk, of)).reverse(),
        }
        const venue = depthVenue({ latencyModel: constantLatency({ entryMs: 2, responseMs: 1 }) })
        const result = await backtest({ strategy: trading, data, account: ACCOUNT, fees: FEES, venue }).result
        digests.add(result.digest)
        count = result.fills.length
      }
    }
    expect(digests.size).toBe(1)
    expect(count).toBeGreaterThan(10)
  })

  it('closes at the end, and leaves bars beside a book to the strategy', async () => {
    const holds = strategy({
      name: 'holds',
      data: { main: bars('1m'), book: book() },
      onBar({ orders, position }) {
        if (position.isFlat && orders.open.length === 0) orders.buy({ quantity: 2 })
      },
    })
    const data = {
      main: recordedBars(flatBarRows([50, 50, 50])),
      book: recordedBook([SNAPSHOT, { ts: 90_000, levels: [[1, 99.9, 1]] }]),
    }
    const venue = depthVenue()
    const { fills } = await backtest({ strategy: holds, data, account: ACCOUNT, fees: FEES, venue, closeAtEnd: true })
      .result
    expect(fills.map(({ side, price }) => [side, price])).toEqual([
      ['buy', 100.01],
      ['sell', 100],
    ])
  })

  it('refuses a venue without its data, data without their venue, and rows that cannot be', async () => {
    const looks = strategy({ name: 'looks', data: { book: book() }, onBook() {} })
    const ticks = strategy({ name: 'ticks', data: { main: trades() }, onTrade() {} })
    const prints = recordedPrints([{ ts: 1, price: 100, size: 1, side: 1 }])
    const of = (messages: BookMessage[]): Promise<unknown> =>
      backtest({ strategy: looks, data: { book: recordedBook(messages) }, account: ACCOUNT, venue: depthVenue() })
        .result
    await expect(
      backtest({ strategy: looks, data: { book: recordedBook([SNAPSHOT]) }, account: ACCOUNT }).result,
    ).rejects.toMatchObject({ code: 'BAD_PARAMETER', details: { parameter: 'venue' } })
    await expect(
      backtest({ strategy: ticks, data: { main: prints }, account: ACCOUNT, venue: depthVenue() }).result,
    ).rejects.toMatchObject({ code: 'BAD_PARAMETER', details: { parameter: 'data' } })
    await expect(of([{ ts: 1, kind: 'snapshot', levels: [[1, 99.995, 1]] }])).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { column: 'price' },
    })
    await expect(of([SNAPSHOT, { ts: 11, levels: [[1, 99, -1]] }])).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { column: 'size', row: 4 },
    })
    await expect(of([SNAPSHOT, { ts: 9, levels: [[1, 99, 1]] }])).rejects.toMatchObject({
      code: 'BAD_DATA',
      details: { column: 'ts' },
    })
    expect(() => backtest({ strategy: looks, data: { book: prints }, account: ACCOUNT, venue: depthVenue() })).toThrow(
      /expected book/,
    )
  })
})
