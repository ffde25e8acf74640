import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bookQuote,
  crossing,
  imbalance,
  microprice,
  midPrice,
  OrderBook,
  spread,
  sweepCost,
  volumeBetween,
} from '../../src/book/index.js'

function book(bids: readonly [number, number][], asks: readonly [number, number][]): OrderBook {
  const made = new OrderBook({ tickSize: 0.5 })
  expect(made.applySnapshot(bids, asks)).toBeNull()
  return made
}

describe('questions to a book', () => {
  it('are null where a side is empty', () => {
    const half = book([[10, 1]], [])
    expect([spread(half), midPrice(half), microprice(half), crossing(half)]).toEqual([null, null, null, null])
    expect(bookQuote(half, { instrumentId: 'X', ts: 1 })).toBeNull()
    expect([imbalance(half), imbalance(book([], [])), imbalance(book([], []), { within: 1 })]).toEqual([1, null, null])
  })

  it.each<[number, number, string, number]>([
    [10, 10.5, 'normal', 0.5],
    [10, 10, 'locked', 0],
    [10.5, 10, 'crossed', -0.5],
  ])('B3: bid %s and ask %s are %s', (bid, ask, state, distance) => {
    const made = book([[bid, 1]], [[ask, 3]])
    expect([crossing(made), spread(made), midPrice(made)]).toEqual([state, distance, (bid + ask) / 2])
    expect(microprice(made)).toBe(bid + (ask - bid) / 4)
  })

  it('give the touch as a quote', () => {
    expect(bookQuote(book([[10, 1]], [[11, 2]]), { instrumentId: 'X', ts: 5, sequence: 7 })).toEqual({
      type: 'QuoteTick',
      instrumentId: 'X',
      ts: 5,
      bidPrice: 10,
      askPrice: 11,
      bidSize: 1,
      askSize: 2,
      sequence: 7,
    })
  })

  it('sum what rests between two prices, both included', () => {
    const made = book(
      [
        [10, 1],
        [9.5, 2],
        [8, 4],
      ],
      [
        [11, 8],
        [12, 16],
      ],
    )
    expect(volumeBetween(made, 'bid', 8, 9.5)).toBe(6)
    expect(volumeBetween(made, 'bid', 9.5, 9.5)).toBe(2)
    expect(volumeBetween(made, 'ask', 0, Infinity)).toBe(24)
    expect(volumeBetween(made, 'ask', 11.5, 11.5)).toBe(0)
    expect(() => volumeBetween(made, 'ask', 2, 1)).toThrow('volumeBetween: from was 2')
  })

  it('equal sums over plain arrays', () => {
    const level = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }))
    const levels = fc.uniqueArray(level, { minLength: 1, maxLength: 12, selector: ([price]) => price })
    fc.assert(
      fc.property(levels, levels, fc.nat(8), fc.nat(80), (bids, asks, n, asked) => {
        const made = book(bids, asks)
        const down = [...bids].sort(([a], [b]) => b - a)
        const up = [...asks].sort(([a], [b]) => a - b)
        const sum = (list: readonly (readonly number[])[]): number =>
          list.reduce((total, [, size]) => total + (size ?? 0), 0)
        const share = (a: number, b: number): number => (a - b) / (a + b)
        expect(imbalance(made, { levels: n + 1 })).toBe(share(sum(down.slice(0, n + 1)), sum(up.slice(0, n + 1))))
        const near = (list: readonly (readonly [number, number])[]): number =>
          sum(list.filter(([price]) => Math.abs(price - (list[0]?.[0] ?? 0)) <= n))
        expect(imbalance(made, { within: n })).toBe(share(near(down), near(up)))

        const lots = up.flatMap(([price, size]) => Array<number>(size).fill(price))
        const paid = lots.slice(0, asked + 1)
        const cost = sweepCost(made, 'buy', { quantity: asked + 1 })
        expect(cost).toMatchObject({ filledQty: paid.length, left: asked + 1 - paid.length, worstPrice: paid.at(-1) })
        expect(cost.notional).toBe(paid.reduce((a, b) => a + b, 0))
        const money = sweepCost(made, 'buy', { notional: cost.notional })
        expect(money.filledQty).toBeCloseTo(paid.length, 9)
        expect(money.left).toBeCloseTo(0, 9)
      }),
    )
  })

  it('sweep nothing from an empty side, and refuse no size', () => {
    expect(sweepCost(book([], []), 'sell', { notional: 5 })).toEqual({
      filledQty: 0,
      left: 5,
      notional: 0,
      avgPrice: null,
      worstPrice: null,
      levels: 0,
    })
    for (const quantity of [0, -1, NaN, Infinity])
      expect(() => sweepCost(book([], []), 'buy', { quantity })).toThrow('sweepCost: quantity was')
    expect(() => imbalance(book([], []), { levels: 0 })).toThrow('imbalance: levels was 0')
    expect(() => imbalance(book([], []), { within: -1 })).toThrow('imbalance: within was -1')
  })
})
