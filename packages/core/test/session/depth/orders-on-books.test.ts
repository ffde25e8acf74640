import { describe, expect, it } from 'vitest'
import { backtest, strategy, trades, type OrderDesk, type OrderTicket } from '../../../src/index.js'
import { book, constantLatency, depthVenue } from '../../../src/session/trading.js'
import { recordedBook, recordedPrints, type BookMessage, type PrintRow } from './recorded-depth.js'

const SNAPSHOT: BookMessage = {
  ts: 10,
  kind: 'snapshot',
  levels: [
    [1, 99.99, 5],
    [1, 99.8, 7],
    [-1, 100.01, 4],
    [-1, 100.02, 6],
  ],
}

type Act = (orders: OrderDesk, step: number) => void

/** Runs `act` at each message of the book; tells events as `time type` and the tickets as they ended. */
async function runOn(messages: readonly BookMessage[], prints: readonly PrintRow[], act: Act, entryMs = 0) {
  const events: string[] = []
  let step = 0
  const acting = strategy({
    name: 'acting',
    data: { book: book(), trades: trades() },
    onBook: ({ orders }) => act(orders, ++step),
    onOrder: (event, { now }) => void events.push(`${now} ${event.type}`),
  })
  const { fills, orders } = await backtest({
    strategy: acting,
    data: { book: recordedBook([SNAPSHOT, ...messages]), trades: recordedPrints(prints) },
    account: { USD: 100_000 },
    fees: { taker: 0.001 },
    venue: depthVenue({ latencyModel: constantLatency({ entryMs, responseMs: 0 }) }),
  }).result
  const told = fills.map(({ ts, side, price, quantity, liquidity }) => [ts, side, price, quantity, liquidity])
  return { events, told, orders }
}

const calm = (ts: number): BookMessage => ({ ts, levels: [[1, 99.8, 7]] })
const print = (ts: number, price: number, side: 1 | -1, size = 1): PrintRow => ({ ts, price, size, side })

describe('orders of every kind on a book', () => {
  it('a change of price crosses the book where it reaches it, after its latency', async () => {
    let ticket: OrderTicket | null = null
    const { told, events } = await runOn(
      [calm(20), calm(40)],
      [print(5, 100, 1)],
      (orders, step) => {
        if (step === 1) ticket = orders.buy({ quantity: 2, limit: 99.99 })
        if (step === 2) orders.modify(ticket!, { limit: 100.02, quantity: 3 })
      },
      4,
    )
    expect(told).toEqual([[24, 'buy', 100.01, 3, 'taker']])
    expect(events).toEqual(['10 OrderSubmitted', '14 OrderAccepted', '24 OrderUpdated', '24 OrderFilled'])
  })

  it('a change may follow an order or its cancel on the way', async () => {
    const { events, orders } = await runOn(
      [calm(12), calm(40)],
      [print(5, 100, 1)],
      (desk, step) => {
        if (step !== 1) return
        desk.modify(desk.buy({ quantity: 2, limit: 99.8 }), { limit: 99.9 })
        const other = desk.buy({ quantity: 1, limit: 99.7 })
        desk.cancel(other)
        desk.modify(other, { limit: 99.6 })
      },
      4,
    )
    expect(events.filter((event) => !event.endsWith('Submitted'))).toEqual([
      '14 OrderAccepted',
      '14 OrderUpdated',
      '14 OrderAccepted',
      '14 OrderCanceled',
    ])
    expect(orders.map(({ limitPrice }) => limitPrice)).toEqual([99.9, 99.7])
  })

  it('an order that only reduces never opens', async () => {
    const { told, orders } = await runOn([calm(20), calm(90)], [print(5, 100, 1)], (desk, step) => {
      if (step === 1) desk.buy({ quantity: 1, limit: 100.01, reduceOnly: true })
      if (step === 2) desk.buy({ quantity: 2 })
      if (step === 2) desk.sell({ quantity: 2, limit: 100.1 })
      if (step === 2) desk.sell({ quantity: 1, limit: 100.2, reduceOnly: true })
    })
    expect(told).toEqual([[20, 'buy', 100.01, 2, 'taker']])
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([
      ['rejected', 'reduce_only'],
      ['filled', null],
      ['canceled', 'end_of_run'],
      ['canceled', 'end_of_run'],
    ])
  })

  it('a change that comes after the fill is refused', async () => {
    let ticket: OrderTicket | null = null
    const { events, orders } = await runOn(
      [calm(20), calm(40)],
      [print(5, 100, 1), print(22, 99.9, -1, 9)],
      (desk, step) => {
        if (step === 1) ticket = desk.buy({ quantity: 2, limit: 99.99 })
        if (step === 2) desk.modify(ticket!, { quantity: 3 })
      },
      4,
    )
    expect(events.slice(-1)).toEqual(['22 OrderFilled'])
    expect(orders.map(({ status, quantity }) => [status, quantity])).toEqual([['filled', 2]])
  })

  it.each([
    ['profit', { ts: 30, levels: [[1, 100.1, 3]] } satisfies BookMessage, print(50, 100.1, -1), [30, 100.1, 'maker']],
    ['loss', calm(30), print(40, 99.9, -1), [40, 99.99, 'taker']],
  ] as const)(
    'a bracket takes its %s once, and ends the other exit',
    async (_, message, last, [ts, price, liquidity]) => {
      const { told, orders } = await runOn([message, calm(60)], [print(5, 100, 1), last], (desk, step) => {
        if (step !== 1) return
        desk.bracket({ side: 'buy', quantity: 1, takeProfit: { limit: 100.1 }, stopLoss: { stop: 99.9 } })
      })
      expect(told).toEqual([
        [10, 'buy', 100.01, 1, 'taker'],
        [ts, 'sell', price, 1, liquidity],
      ])
      expect(orders.map(({ status }) => status).sort()).toEqual(['canceled', 'filled', 'filled'])
    },
  )

  it('a trailing stop follows prints and an if-touched order waits for its price', async () => {
    const { told } = await runOn(
      [calm(20), calm(90)],
      [print(5, 100, 1), print(30, 100.5, 1), print(40, 100.41, -1), print(50, 100.39, -1), print(60, 99.7, -1)],
      (desk, step) => {
        if (step === 1) desk.buy({ quantity: 1 })
        if (step !== 2) return
        desk.sell({ quantity: 1, trail: { offset: 0.1 } })
        desk.buy({ quantity: 2, touch: 99.7 })
      },
    )
    expect(told).toEqual([
      [10, 'buy', 100.01, 1, 'taker'],
      [50, 'sell', 99.99, 1, 'taker'],
      [60, 'buy', 100.01, 2, 'taker'],
    ])
  })

  it('ends an order when its time is over', async () => {
    const { orders, events } = await runOn([calm(20), calm(90)], [print(5, 100, 1)], (desk, step) => {
      if (step === 1) desk.buy({ quantity: 2, limit: 99.5, expireTs: 50 })
    })
    expect(orders.map(({ status, reason }) => [status, reason])).toEqual([['expired', 'expired']])
    expect(events.filter((event) => event.endsWith('Expired'))).toEqual(['50 OrderExpired'])
  })

  it('an iceberg takes whole, shows a part, and stands behind the level with the next one', async () => {
    const prints = [
      print(5, 100, 1),
      // Five stood ahead; of the other three a part gets no more than two. Four are then ahead of the next one.
      print(30, 99.99, -1, 8),
      print(40, 99.99, -1, 4),
      print(50, 99.99, -1, 1.5),
    ]
    const messages: BookMessage[] = [
      { ts: 20, levels: [[1, 99.99, 12]] },
      { ts: 35, levels: [[1, 99.99, 4]] },
      { ts: 45, levels: [[1, 99.99, 0]] },
      // The other side comes to its price: it meets part after part.
      { ts: 60, levels: [[-1, 99.99, 3.5]] },
      calm(70),
    ]
    const { told, orders } = await runOn(messages, prints, (desk, step) => {
      if (step === 1) desk.buy({ quantity: 6, limit: 99.99, displayQty: 2 })
      if (step === 2) desk.buy({ quantity: 5, limit: 100.01, displayQty: 1 })
    })
    expect(told).toEqual([
      [20, 'buy', 100.01, 4, 'taker'],
      [30, 'buy', 100.01, 1, 'maker'],
      [30, 'buy', 99.99, 2, 'maker'],
      [50, 'buy', 99.99, 1.5, 'maker'],
      [60, 'buy', 99.99, 2.5, 'maker'],
    ])
    expect(orders.map(({ status }) => status)).toEqual(['filled', 'filled'])
  })

  it('a market-to-limit order takes the best level and rests at its price', async () => {
    const { told, orders, events } = await runOn(
      [{ ts: 20, levels: [[1, 99.99, 3]] }, calm(60)],
      [print(5, 100, 1), print(30, 100.01, -1, 1.5), print(50, 100, -1, 9)],
      (desk, step) => {
        if (step === 1) desk.buy({ quantity: 7, type: 'market_to_limit' })
        if (step === 2) desk.sell({ quantity: 4, type: 'market_to_limit', timeInForce: 'IOC' })
      },
      3,
    )
    expect(told).toEqual([
      [13, 'buy', 100.01, 4, 'taker'],
      [23, 'sell', 99.99, 3, 'taker'],
      [30, 'buy', 100.01, 1.5, 'maker'],
      [50, 'buy', 100.01, 1.5, 'maker'],
    ])
    expect(orders.map(({ status, limitPrice }) => [status, limitPrice])).toEqual([
      ['filled', 100.01],
      ['canceled', 99.99],
    ])
    expect(events.slice(0, 4)).toEqual(['10 OrderSubmitted', '13 OrderAccepted', '13 OrderFilled', '13 OrderUpdated'])
  })
})
