import { describe, expect, it } from 'vitest'
import { strategy, trades, type BookOrderChange, type OrderBookOrders } from '../../src/index.js'
import { book, depthVenue, fifoQueue, paper } from '../../src/session/trading.js'
import { LiveMarket, START } from './live-market.js'
import { COIN } from './recorded-rows.js'
import { account, start } from './watched-session.js'

const FIRST: readonly BookOrderChange[] = [
  { action: 'add', orderId: 1, side: 'bid', price: '99.99', size: '5' },
  { action: 'add', orderId: 2, side: 'bid', price: 99.99, size: 2 },
  { action: 'add', orderId: 3, side: 'ask', price: 100.01, size: 4 },
]

function message(
  sequence: number,
  changes: readonly BookOrderChange[],
  more: Partial<OrderBookOrders> = {},
): OrderBookOrders {
  const numbers = { firstSequence: sequence, sequence }
  const head = { instrumentId: COIN.id, ts: START, isSnapshot: false }
  return { type: 'OrderBookOrders', ...head, ...numbers, changes, ...more }
}

function snapshot(sequence: number, changes: readonly BookOrderChange[] = FIRST): OrderBookOrders {
  return message(sequence, changes, { isSnapshot: true })
}

/** Joins the queue of the best bid once, and says what it sees and hears. */
function joining() {
  const seen: string[] = []
  const made = strategy({
    name: 'joining',
    data: { book: book({ depth: 2 }), prints: trades() },
    warmup: 'partial',
    state: () => ({ isDone: false }),
    onBook({ book, orders, state, now }) {
      seen.push(`${now - START} ${book.isValid ? `${book.bidPrice} x${book.bidSize}` : 'invalid'}`)
      if (book.isValid && !state.isDone) orders.buy({ quantity: 3, limit: 99.99 })
      state.isDone ||= book.isValid
    },
    onOrder: (event, { now }) => void seen.push(`${now - START} ${event.type}`),
  })
  return { seen, strategy: made as never }
}

const options = {
  venue: depthVenue({ queueModel: fifoQueue }),
  instruments: undefined,
  data: { book: { kind: 'orders', instrument: COIN }, prints: { kind: 'trades', instrument: COIN } },
}

describe('a paper session on a live book of single orders', () => {
  it('R93 E8: stands in the queue behind those that were there, and is filled as they are executed', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = joining()
    const { run, progress } = await start(market, strategy, options)
    market.say(message(4, [{ action: 'delete', orderId: 9 }]))
    expect(progress().suspended).toEqual([COIN.id])
    market.to(1)
    market.say(snapshot(7))
    market.say(message(8, [{ action: 'delete', orderId: 1 }]))
    market.to(2)
    market.say(message(9, [{ action: 'execute', orderId: 2, size: 2 }]))
    market.say(message(10, [{ action: 'add', orderId: 4, side: 'bid', price: 99.99, size: 9 }]))
    market.to(3)
    market.say(message(11, [{ action: 'execute', orderId: 4, size: 1 }]))
    market.say(message(12, []))
    market.say(message(13, [{ action: 'update', orderId: 4, price: 99.98, size: 8 }]))
    expect(seen).toEqual([
      '0 invalid',
      '1000 99.99 x7',
      '1000 OrderSubmitted',
      '1000 OrderAccepted',
      '1000 99.99 x2',
      '2000 null x0',
      '2000 99.99 x9',
      '3000 OrderFilled',
      '3000 99.99 x8',
      '3000 99.99 x8',
      '3000 99.98 x8',
    ])
    expect(progress()).toMatchObject({ suspended: [], counts: { used: 8, unused: 0, rejected: 0, gaps: 0 } })
    const { fills, inputs } = await run.stop()
    expect(fills.map(({ price, quantity, liquidity }) => [price, quantity, liquidity])).toEqual([[99.99, 1, 'maker']])
    expect(inputs.find(({ stream }) => stream.includes('|orders|'))).toMatchObject({ rows: 10 })
  })

  it('B3: a number that does not follow, and a change of an order that is not there, are gaps until the next snapshot', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = joining()
    const { run, progress } = await start(market, strategy, options)
    const wrong: readonly (readonly BookOrderChange[])[] = [
      [{ action: 'delete', orderId: 9 }],
      [{ action: 'update', orderId: 9, price: 99.99, size: 1 }],
      [{ action: 'execute', orderId: 3, size: 5 }],
      [
        { action: 'delete', orderId: 3 },
        { action: 'execute', orderId: 3, size: 1 },
      ],
      [
        { action: 'execute', orderId: 3, size: 4 },
        { action: 'delete', orderId: 3 },
      ],
      [{ action: 'add', orderId: 3, side: 'ask', price: 100.02, size: 1 }],
    ]
    market.say(snapshot(7))
    market.say(message(9, []))
    expect(seen.slice(-2)).toEqual(['0 invalid', '0 invalid'])
    for (const changes of wrong) {
      market.say(snapshot(7))
      market.say(message(7, [{ action: 'delete', orderId: 1 }]))
      expect(seen.at(-1)).toBe('0 99.99 x7')
      market.say(message(8, changes))
      expect(seen.at(-1)).toBe('0 invalid')
      market.say(message(9, [{ action: 'delete', orderId: 1 }]))
      expect(seen.at(-1)).toBe('0 invalid')
    }
    market.say(snapshot(7, [...FIRST, FIRST[0]!]))
    expect(seen.at(-1)).toBe('0 invalid')
    market.to(5)
    market.say(snapshot(20))
    expect(progress()).toMatchObject({ suspended: [], counts: { gaps: wrong.length + 2, rejected: 0 } })
    const { suspensions } = await run.stop()
    expect(suspensions.at(-1)).toEqual({ instrumentId: COIN.id, fromTs: START, untilTs: START + 5_000 })
  })

  it('A2 A17: changes that are refused, lost or cut off by a broken line are gaps, never holes', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = joining()
    const { run, progress, rejections } = await start(market, strategy, { ...options, maxPending: 5 })
    const add = (change: object): unknown =>
      message(8, [{ action: 'add', orderId: 4, side: 'bid', price: 99.98, size: 1, ...change } as BookOrderChange])
    const bad: readonly unknown[] = [
      add({ action: 'join' }),
      add({ orderId: 1.5 }),
      add({ orderId: '4' }),
      add({ side: 'buy' }),
      add({ price: 99.985 }),
      add({ price: undefined }),
      add({ size: 0 }),
      add({ size: 0.05 }),
      message(8, [null as never]),
      message(8, 'changes' as never),
      message(8, [], { firstSequence: 9 }),
      message(8, [], { isSnapshot: undefined as never }),
      { ...message(8, []), ts: START * 1_000 },
    ]
    for (const event of bad) {
      market.say(snapshot(7))
      expect(seen.at(-1)).not.toContain('invalid')
      market.say(event)
      expect(seen.at(-1)).toContain('invalid')
    }
    expect(rejections).toHaveLength(bad.length)
    market.say(snapshot(7))
    for (let i = 8; i < 30; i++) market.events$.next(message(i, []))
    market.clock.settle()
    expect(seen.at(-1)).toContain('invalid')
    expect(progress().counts).toMatchObject({ rejected: bad.length, lost: 17 })
    market.say(snapshot(40))
    market.gap(null)
    expect(seen.at(-1)).toContain('invalid')
    market.say(snapshot(41))
    market.say({ type: 'StreamGap', instrumentId: COIN.id, ts: START, from: null, to: START, reason: 'orders' })
    expect(progress().suspended).toEqual([COIN.id])
    market.gap(START)
    // A gap of levels is none of single orders.
    market.say(snapshot(42))
    market.say({ type: 'StreamGap', instrumentId: COIN.id, ts: START, from: null, to: START, reason: 'book' })
    expect(progress().suspended).toEqual([])
    await run.stop()
  })

  it('takes numbers of messages that say their predecessor, and refuses a rule for raw ones', async () => {
    const market = new LiveMarket()
    const { seen, strategy } = joining()
    const { run } = await start(market, strategy, options)
    market.say(snapshot(7))
    market.say(message(20, [], { firstSequence: 5, previousSequence: 7 }))
    market.say(message(30, [], { previousSequence: 20 }))
    market.say(message(40, [], { previousSequence: 31 }))
    expect(seen.filter((one) => !one.includes('Order'))).toEqual([
      '0 99.99 x7',
      '0 99.99 x7',
      '0 99.99 x7',
      '0 invalid',
      '0 invalid',
    ])
    await run.stop()
    const sync = { rule: {} }
    const { data, ...rest } = options
    const raw = { ...data, book: { kind: 'orders', instrument: COIN, sync } }
    expect(() => paper({ strategy, source: market.events$, account, ...rest, data: raw } as never)).toThrow(
      /stream of kind book/,
    )
  })
})
