import fc from 'fast-check'
import { lastValueFrom, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { instrument, type BookOrderChange, type MarketEvent, type OrderBookOrders } from '../../src/index.js'
import { replaySource } from '../../src/session/trading.js'
import { orderMessages } from './depth/fifo-cases.js'
import { recordedBook } from './depth/recorded-depth.js'
import { recordedOrders, type OrderMessage } from './depth/recorded-orders.js'

const UNIT = instrument({ symbol: 'UNIT/USD', venue: 'test', quote: 'USD', tickSize: 1, lotSize: 1 })

const MESSAGES: readonly OrderMessage[] = [
  { ts: 1_000, changes: [['delete', 9]] },
  {
    ts: 2_000,
    kind: 'snapshot',
    changes: [
      ['add', 1, 1, 99, 5],
      ['add', 2, 1, 99, 2],
      ['add', 3, -1, 101, 4],
    ],
  },
  { ts: 3_000, changes: [['update', 1, 99, 6]] },
  {
    ts: 3_000,
    changes: [
      ['execute', 2, 1],
      ['delete', 3],
    ],
  },
  { ts: 4_000, kind: 'gap' },
  { ts: 5_000, kind: 'snapshot' },
  { ts: 6_000, changes: [['add', 7, -1, 102, 3]] },
  { ts: 7_000 },
]

describe('a recorded book of single orders that is played', () => {
  it.each([1, 2, 3, Infinity])('gives whole messages, numbered, in chunks of %s rows', async (chunkRows) => {
    const source = replaySource([
      recordedBook([{ ts: 7_000, levels: [[1, 90, 1]] }]),
      recordedOrders(MESSAGES, chunkRows),
    ])
    const events = await lastValueFrom(source.events$.pipe(toArray()))
    expect(events.map(told)).toEqual([
      '1 1: delete 9',
      '2 2 anew: add 1 bid 99x5, add 2 bid 99x2, add 3 ask 101x4',
      '3 3: update 1 99x6',
      '3 4: execute 2 x1, delete 3',
      'gap orders 3000 4000',
      '5 5 anew:',
      '6 6: add 7 ask 102x3',
      '7 7:',
      'OrderBookDelta',
    ])
  })

  it('R92: tells a book rebuilt from its beginning after it was wound, orders of a price as they are to be filled', async () => {
    const source = replaySource(recordedOrders(MESSAGES))
    source.seek(3_500)
    const [first, second] = await lastValueFrom(source.events$.pipe(toArray()))
    expect([first, second].map((event) => told(event!))).toEqual([
      '3 1 anew: add 2 bid 99x1, add 1 bid 99x6',
      'gap orders 3000 4000',
    ])
  })

  it('gives the same events however it is chunked, and the orders of a wound recording are those of the whole one', async () => {
    let rebuilt = 0
    let unknown = 0
    await fc.assert(
      fc.asyncProperty(orderMessages, fc.constantFrom(1, 3, 8), fc.nat(99), async (messages, rows, percent) => {
        const play = async (size: number): Promise<MarketEvent[]> =>
          lastValueFrom(replaySource(recordedOrders(messages, size, UNIT)).events$.pipe(toArray()))
        const whole = await play(Infinity)
        expect(await play(rows)).toEqual(whole)
        const at = messages[Math.floor((percent * messages.length) / 100)]!.ts
        const source = replaySource(recordedOrders(messages, rows, UNIT))
        source.seek(at)
        const wound = await lastValueFrom(source.events$.pipe(toArray()))
        const shown = whole.filter(({ ts }) => ts >= at)
        expect(wound.slice(-shown.length).map(plain)).toEqual(shown.map(plain))
        const before = queuesAfter(whole.filter(({ ts }) => ts < at))
        const [first] = wound.slice(0, wound.length - shown.length)
        expect(first === undefined ? null : queuesAfter([first])).toEqual(before)
        if (first === undefined) unknown++
        else rebuilt++
      }),
      { numRuns: 100 },
    )
    expect(rebuilt).toBeGreaterThan(50)
    expect(unknown).toBeGreaterThan(5)
  })
})

/** Who stands at each price after some events, first to be filled first; null where nobody knows. */
function queuesAfter(events: readonly MarketEvent[]): unknown {
  let orders: Required<BookOrderChange>[] | null = null
  for (const event of events) {
    if (event.type === 'StreamGap') orders = null
    if (event.type !== 'OrderBookOrders') continue
    if (event.isSnapshot) orders = []
    for (const change of event.changes as readonly Required<BookOrderChange>[]) {
      if (orders === null) continue
      const { action, orderId, price, size } = change
      const known: Required<BookOrderChange> | undefined = orders.find((one) => one.orderId === orderId)
      const rest: Required<BookOrderChange>[] = orders.filter((one) => one !== known)
      const keeps = (left: number) => orders!.map((one) => (one === known ? { ...one, size: left } : one))
      if (action === 'add') orders.push(change)
      else if (action === 'delete') orders = rest
      else if (action === 'execute') orders = keeps(Number(known!.size) - Number(size))
      else if (price === known!.price && Number(size) <= Number(known!.size)) orders = keeps(Number(size))
      else orders = [...rest, { ...known!, price, size }]
      orders = orders.filter((one) => Number(one.size) > 0)
    }
  }
  if (orders === null) return null
  const prices = [...new Set(orders.map(({ side, price }) => `${side} ${price}`))].sort()
  return prices.map((place) => [
    place,
    orders.filter(({ side, price }) => `${side} ${price}` === place).map(({ orderId, size }) => [orderId, size]),
  ])
}

/** An event but for its numbers, which go on. */
function plain(event: MarketEvent): unknown {
  return { ...event, sequence: 0, firstSequence: 0, from: 0 }
}

function told(event: MarketEvent): string {
  if (event.type === 'StreamGap') return `gap ${event.reason} ${event.from} ${event.to}`
  if (event.type !== 'OrderBookOrders') return event.type
  const { ts, sequence, isSnapshot, changes } = event as OrderBookOrders
  const texts = changes.map(({ action, orderId, side, price, size }) =>
    [action, orderId, side, action === 'delete' ? '' : `${action === 'execute' ? '' : price}x${size}`]
      .filter((part) => part !== undefined && part !== '')
      .join(' '),
  )
  return `${ts / 1_000} ${sequence}${isSnapshot ? ' anew' : ''}: ${texts.join(', ')}`.trim()
}
