import { describe, expect, it } from 'vitest'
import { bookSnapshot, OrderBook } from '../../src/book/index.js'

const head = { instrumentId: 'BTC/USDT@binance', ts: 5, sequence: 7 } as const

describe('a snapshot of a book as an event', () => {
  const book = new OrderBook({ tickSize: 0.01 })
  for (let n = 1; n <= 30; n++) book.applyDelta([[(50 - n / 100).toFixed(2), `${n}`]], [[50 + n / 100, n / 8]])

  it('makes the same book again', () => {
    const event = bookSnapshot(book, head)
    const copy = new OrderBook({ tickSize: 0.01 })
    expect(copy.applySnapshot(event.bids, event.asks)).toBeNull()
    expect(copy.snapshot()).toEqual(book.snapshot())
  })

  it('has the best so many levels, and stays as it is', () => {
    const event = bookSnapshot(book, { ...head, limit: 2 })
    book.applyDelta([['49.99', '0']], [])
    expect(event).toEqual({
      ...head,
      type: 'OrderBookSnapshot',
      bids: [
        [49.99, 1],
        [49.98, 2],
      ],
      asks: [
        [50.01, 0.125],
        [50.02, 0.25],
      ],
    })
  })

  it.each([0, -1, 1.5, NaN])('refuses %s levels', (limit) => {
    expect(() => bookSnapshot(book, { ...head, limit })).toThrow('bookSnapshot: limit was')
  })
})
