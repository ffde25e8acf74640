import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrderByOrderBook, type RestingOrder } from '../../src/book/index.js'

type Side = 'bid' | 'ask'

const id = fc.integer({ min: 0, max: 15 }).map(String)
const side = fc.constantFrom<Side>('bid', 'ask')
const price = fc.integer({ min: 1, max: 5 })
const size = fc.integer({ min: 1, max: 9 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), id, side, price, size }),
  fc.record({ kind: fc.constant('update' as const), id, price: fc.option(price, { nil: undefined }), size }),
  fc.record({ kind: fc.constant('delete' as const), id }),
)

describe('a book by order', () => {
  it('equals plain lists of orders: queues, places and levels', () => {
    const seen = { kept: 0, requeued: 0, moved: 0, refused: 0, ahead: 0 }
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
        const book = new OrderByOrderBook({ tickSize: 1 })
        let orders: RestingOrder[] = []
        for (const next of steps) {
          const known = orders.find(({ orderId }) => orderId === next.id)
          if (next.kind === 'add') {
            const fault = book.add(next.id, next.side, next.price, next.size)
            expect(fault).toBe(known === undefined ? null : 'known_order')
            if (known !== undefined) seen.refused++
            else orders.push({ orderId: next.id, side: next.side, price: next.price, size: next.size })
          } else if (next.kind === 'delete') {
            expect(book.delete(next.id)).toBe(known === undefined ? 'unknown_order' : null)
            orders = orders.filter((order) => order !== known)
          } else {
            expect(book.update(next.id, next.size, next.price)).toBe(known === undefined ? 'unknown_order' : null)
            if (known === undefined) continue
            const changed = { ...known, size: next.size, price: next.price ?? known.price }
            const isKept = changed.price === known.price && changed.size <= known.size
            if (isKept) orders[orders.indexOf(known)] = changed
            else orders = [...orders.filter((order) => order !== known), changed]
            seen[isKept ? 'kept' : changed.price === known.price ? 'requeued' : 'moved']++
          }
          expect(book.count).toBe(orders.length)
          for (const half of ['bid', 'ask'] as const) {
            const sums = new Map<number, number>()
            for (const order of orders)
              if (order.side === half) sums.set(order.price, (sums.get(order.price) ?? 0) + order.size)
            const levels = [...sums].sort(([a], [b]) => (half === 'bid' ? b - a : a - b))
            expect(book.book.levels(half)).toEqual(levels.map(([at, sum]) => ({ price: at, size: sum })))
          }
          const order = orders.at(-1)
          if (order === undefined) continue
          const queue = orders.filter((other) => other.side === order.side && other.price === order.price)
          expect(book.queue(order.side, order.price)).toEqual(queue)
          const ahead = queue.slice(0, queue.indexOf(order))
          if (ahead.length > 0) seen.ahead++
          expect(book.queuePosition(order.orderId)).toEqual({
            ordersAhead: ahead.length,
            volumeAhead: ahead.reduce((sum, other) => sum + other.size, 0),
          })
          expect(book.order(order.orderId)).toEqual(order)
        }
      }),
      { numRuns: 80 },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
  })

  it('conserves volumes of decimals: a level is gone with its last order', () => {
    const book = new OrderByOrderBook({ tickSize: 0.01 })
    for (let n = 0; n < 1_000; n++) book.add(String(n), 'ask', '1.10', (n + 1) / 7)
    for (let n = 0; n < 999; n++) book.delete(String(n))
    expect(book.book.levels('ask')).toEqual([{ price: 1.1, size: 1_000 / 7 }])
    book.delete('999')
    expect(book.book.levels('ask')).toEqual([])
  })

  it('B3, A5: refuses what cannot be, and changes nothing', () => {
    const book = new OrderByOrderBook({ tickSize: 0.1, maxOrders: 2 })
    expect(book.add('__proto__', 'bid', '1', '1')).toBeNull()
    expect(book.add('__proto__', 'bid', '1', '1')).toBe('known_order')
    for (const bad of ['', 'NaN', -1, 0, '1.05']) expect(book.add('b', 'bid', bad, 1)).toBe('bad_price')
    for (const bad of ['', 'NaN', -1, 0]) expect(book.update('__proto__', bad)).toBe('bad_size')
    expect(book.update('__proto__', 1, '0.05')).toBe('bad_price')
    expect([book.update('x', 1), book.delete('x'), book.order('x'), book.queuePosition('x')]).toEqual([
      'unknown_order',
      'unknown_order',
      null,
      null,
    ])
    expect([book.add('b', 'ask', 2, 2), book.add('c', 'ask', 2, 2)]).toEqual([null, 'too_many_orders'])
    expect([book.count, book.book.bidSize, book.book.askSize]).toEqual([2, 1, 2])
    book.clear()
    expect([book.count, book.book.bidPrice, book.queue('ask', 2)]).toEqual([0, null, []])
    expect(() => new OrderByOrderBook({ tickSize: 1, maxOrders: 0 })).toThrow('maxOrders was 0')
  })
})
