import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest, strategy, trades } from '../../../src/index.js'
import { book, depthVenue, fifoQueue, probabilityQueue, riskAverseQueue } from '../../../src/session/trading.js'
import { COIN } from '../recorded-rows.js'
import { fifoCase } from './fifo-cases.js'
import { runFifo } from './fifo-run.js'
import { recordedBook, recordedPrints, type PrintRow } from './recorded-depth.js'
import { recordedOrders, type OrderChange, type OrderMessage } from './recorded-orders.js'
import { referenceFifo } from './reference-fifo.js'

const ACCOUNT = { USD: 10_000_000 }

describe('a queue of single orders against a slow, obvious one', () => {
  it('E8: stands behind exactly those that were there, and fills as they are executed, canceled and changed', async () => {
    const cases: Record<string, number> = {}
    await fc.assert(
      fc.asyncProperty(fifoCase, async (given) => {
        expect((await runFifo(given)).fills).toEqual(referenceFifo(given, cases))
      }),
      { numRuns: 250, seed: 21 },
    )
    const often = Object.keys(cases).filter((name) => (cases[name] as number) >= 20)
    expect(often.sort()).toEqual([
      'arrived in a gap',
      'arrived with a message',
      'canceled ahead',
      'canceled behind',
      'canceled elsewhere',
      'crossed by the other side',
      'executed ahead',
      'executed behind',
      'executed beyond',
      'filled in part',
      'grew and fell back',
      'grew itself',
      'iceberg shown anew',
      'moved away',
      'shrank ahead',
      'shrank itself',
      'snapshot',
      'snapshot after a gap',
    ])
  }, 60_000)

  it('agrees on markets that no seed has fixed, however they are chunked', async () => {
    await fc.assert(
      fc.asyncProperty(fifoCase, fc.integer({ min: 1, max: 9 }), async (given, chunkRows) => {
        const [whole, cut] = [await runFifo(given), await runFifo(given, chunkRows)]
        expect(whole.fills).toEqual(referenceFifo(given, {}))
        expect(cut.digest).toBe(whole.digest)
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

/** Handlers wait until every stream has begun. */
const BEFORE: PrintRow = { ts: 5, price: 100, size: 1, side: 1 }
const FIRST: OrderChange[] = [
  ['add', 1, 1, 99.99, 5],
  ['add', 2, 1, 99.99, 2],
  ['add', 3, -1, 100.01, 4],
]

describe('a book of single orders', () => {
  it('leads an order forward by what goes ahead of it, and fills it before what came later', async () => {
    const { told } = await rest(fifoQueue, [
      { ts: 20, changes: [['add', 4, 1, 99.99, 9]] },
      // Behind: it leads nobody forward.
      { ts: 30, changes: [['update', 4, 99.99, 6]] },
      { ts: 40, changes: [['delete', 1]] },
      { ts: 50, changes: [['execute', 2, 1.5]] },
      // Half a unit of the second order is ahead still: what is executed is its own.
      { ts: 60, changes: [['execute', 2, 0.5]] },
      { ts: 70, changes: [['execute', 4, 1]] },
      { ts: 80, changes: [['execute', 4, 4]] },
    ])
    expect(told).toEqual([
      [70, 99.99, 1, 'maker'],
      [80, 99.99, 2, 'maker'],
    ])
  })

  it('sends who grows or moves behind the others, and keeps who shrinks', async () => {
    const { told } = await rest(fifoQueue, [
      { ts: 20, changes: [['update', 1, 99.99, 6]] },
      { ts: 30, changes: [['update', 2, 99.98, 2]] },
      { ts: 40, changes: [['update', 2, 99.99, 2]] },
      { ts: 50, changes: [['execute', 1, 2]] },
      { ts: 60, changes: [['execute', 2, 2]] },
    ])
    expect(told).toEqual([
      [50, 99.99, 2, 'maker'],
      [60, 99.99, 1, 'maker'],
    ])
  })

  it('fills wholly where time priority is to be taken at its word', async () => {
    const messages: OrderMessage[] = [
      { ts: 20, changes: [['add', 4, 1, 99.99, 9]] },
      { ts: 30, changes: [['execute', 4, 0.1]] },
    ]
    expect((await rest(fifoQueue, messages, [], 'whole')).told).toEqual([[30, 99.99, 3, 'maker']])
    expect((await rest(fifoQueue, messages)).told).toEqual([[30, 99.99, 0.1, 'maker']])
  })

  it('wakes stops by executions, once their message is whole, and lets prints beside them fill nothing', async () => {
    const stops = strategy({
      name: 'stops',
      data: { book: book(), trades: trades() },
      onBook({ orders, now }) {
        if (now !== 10) return
        orders.buy({ quantity: 2, stop: 100.01 })
        orders.buy({ quantity: 1, limit: 99.9 })
      },
    })
    const messages: OrderMessage[] = [
      { ts: 10, kind: 'snapshot', changes: [...FIRST, ['add', 4, -1, 100.05, 9]] },
      {
        ts: 20,
        changes: [
          ['execute', 3, 3],
          ['delete', 3],
        ],
      },
      { ts: 40 },
    ]
    const prints: PrintRow[] = [{ ts: 30, price: 99.8, size: 50, side: -1 }]
    const data = { book: recordedOrders(messages), trades: recordedPrints([BEFORE, ...prints]) }
    const venue = depthVenue({ queueModel: fifoQueue })
    const { fills } = await backtest({ strategy: stops, data, account: ACCOUNT, fees: { taker: 0 }, venue }).result
    expect(fills.map(({ ts, side, price, quantity }) => [ts, side, price, quantity])).toEqual([[20, 'buy', 100.05, 2]])
  })

  it('drives queues of levels as the same book told by levels and prints does', async () => {
    const messages: OrderMessage[] = [
      { ts: 20, changes: [['add', 4, 1, 99.99, 6]] },
      { ts: 30, changes: [['delete', 1]] },
      { ts: 40, changes: [['execute', 2, 2]] },
      { ts: 50, changes: [['execute', 4, 3]] },
      { ts: 60, changes: [['execute', 4, 3]] },
    ]
    const levels = [
      { ts: 20, levels: [[1, 99.99, 13]] },
      { ts: 30, levels: [[1, 99.99, 8]] },
      { ts: 40, levels: [[1, 99.99, 6]] },
      { ts: 50, levels: [[1, 99.99, 3]] },
      { ts: 60, levels: [[1, 99.99, 0]] },
    ] as const
    const snapshot = {
      ts: 10,
      kind: 'snapshot',
      levels: [
        [1, 99.99, 7],
        [-1, 100.01, 4],
      ],
    } as const
    const prints = [
      { ts: 40, price: 99.99, size: 2, side: -1 },
      { ts: 50, price: 99.99, size: 3, side: -1 },
      { ts: 60, price: 99.99, size: 3, side: -1 },
    ]
    for (const queueModel of [riskAverseQueue, probabilityQueue({ f: 'power', n: 1 })]) {
      const buys = strategy({
        name: 'rests',
        data: { book: book(), trades: trades() },
        onBook: ({ orders, now }) => void (now === 10 && orders.buy({ quantity: 3, limit: 99.99 })),
      })
      const data = { book: recordedBook([snapshot, ...levels]), trades: recordedPrints([BEFORE, ...prints]) }
      const venue = depthVenue({ queueModel })
      const { fills } = await backtest({ strategy: buys, data, account: ACCOUNT, fees: { taker: 0 }, venue }).result
      expect(fills.length).toBeGreaterThan(0)
      expect((await rest(queueModel, messages)).told).toEqual(
        fills.map(({ ts, price, quantity, liquidity }) => [ts, price, quantity, liquidity]),
      )
    }
  })

  it('refuses a queue by order without single orders, and rows that cannot be', async () => {
    const looks = strategy({ name: 'looks', data: { book: book() }, onBook() {} })
    const snapshot = { ts: 10, kind: 'snapshot', levels: [[1, 99.99, 5]] } as const
    const levels = recordedBook([snapshot])
    await expect(
      backtest({
        strategy: looks,
        account: ACCOUNT,
        data: { book: levels },
        venue: depthVenue({ queueModel: fifoQueue }),
      }).result,
    ).rejects.toMatchObject({ code: 'BAD_PARAMETER', message: expect.stringContaining("kind 'orders', L3") })
    const faults: [change: OrderChange, column: string][] = [
      [['add', 1, 1, 99.99, 1], 'orderId'],
      [['add', 9.5, 1, 99.99, 1], 'orderId'],
      [['add', 9, 0 as 1, 99.99, 1], 'side'],
      [['add', 9, 1, 99.995, 1], 'price'],
      [['add', 9, 1, 99.99, 0.25], 'size'],
      [['update', 9, 99.99, 1], 'orderId'],
      [['update', 1, 99.99, 0], 'size'],
      [['delete', 9], 'orderId'],
      [['execute', 1, 6], 'size'],
    ]
    for (const [change, column] of faults)
      await expect(rest(fifoQueue, [{ ts: 20, changes: [change] }])).rejects.toMatchObject({
        code: 'BAD_DATA',
        details: { column, row: 3 },
      })
    await expect(rest(fifoQueue, [{ ts: 9, changes: [['delete', 1]] }])).rejects.toMatchObject({
      details: { column: 'ts', row: 3 },
    })
  })
})

/** Rests 3 units at 99.99 behind the first orders, and tells the fills. */
async function rest(
  queueModel: typeof fifoQueue,
  messages: readonly OrderMessage[],
  prints: readonly PrintRow[] = [],
  throughFill: 'shown' | 'whole' = 'shown',
): Promise<{ readonly told: readonly unknown[] }> {
  const buys = strategy({
    name: 'rests',
    data: { book: book(), trades: trades() },
    onBook: ({ orders, now }) => void (now === 10 && orders.buy({ quantity: 3, limit: 99.99 })),
  })
  const { fills } = await backtest({
    strategy: buys,
    data: {
      book: recordedOrders([{ ts: 10, kind: 'snapshot', changes: FIRST }, ...messages], 2, COIN),
      trades: recordedPrints([BEFORE, ...prints]),
    },
    account: ACCOUNT,
    fees: { taker: 0 },
    venue: depthVenue({ queueModel, throughFill }),
  }).result
  return { told: fills.map(({ ts, price, quantity, liquidity }) => [ts, price, quantity, liquidity]) }
}
