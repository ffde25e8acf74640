import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BookAggregation, OrderBook, type PricedLevel } from '../../src/book/index.js'

type Side = 'bid' | 'ask'

/** All doubles of the test are whole multiples of 2^-90. */
function exact(size: number): bigint {
  let shifted = size
  let places = 90
  while (!Number.isInteger(shifted)) {
    shifted *= 2
    places--
  }
  return BigInt(shifted) << BigInt(places)
}

/** Buckets from nothing: the exact sum of each, and the double nearest to it. */
function regrouped(levels: readonly PricedLevel[], side: Side, rounding: number): PricedLevel[] {
  const sums = new Map<number, bigint>()
  for (const { price, size } of levels) {
    const ticks = Math.round(price * 100)
    const step = Math.round(rounding * 100)
    const at = side === 'bid' ? Math.floor(ticks / step) : Math.ceil(ticks / step)
    sums.set(at, (sums.get(at) ?? 0n) + exact(size))
  }
  return [...sums]
    .sort(([a], [b]) => (side === 'bid' ? b - a : a - b))
    .map(([at, sum]) => ({ price: (at * Math.round(rounding * 100)) / 100, size: nearest(sum) }))
}

/** The double nearest to `sum` x 2^-90, ties to even. */
function nearest(sum: bigint): number {
  const extra = sum.toString(2).length - 53
  if (extra <= 0) return Number(sum) / 2 ** 90
  const unit = 1n << BigInt(extra)
  let whole = sum / unit
  const rest = (sum % unit) * 2n
  if (rest > unit || (rest === unit && whole % 2n === 1n)) whole++
  return Number(whole) * 2 ** (extra - 90)
}

const side = fc.constantFrom<Side>('bid', 'ask')
const size = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1e8),
  fc.integer({ min: 1, max: 1e9 }).map((n) => n / 1e3),
)
const step = fc.oneof(
  fc.record({ side, ticks: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 400 })), size }),
  fc.record({ rounding: fc.constantFrom(0.01, 0.02, 0.05, 0.1, 0.5, 1, 2, 4), limit: fc.integer({ min: 1, max: 50 }) }),
)

describe('an aggregated book', () => {
  it('B6: equals one made anew after every change, with every volume conserved to the last bit', () => {
    const seen = { changes: 0, params: 0, refused: 0, shared: 0, limited: 0 }
    fc.assert(
      fc.property(
        fc.oneof(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 150, size: 'max' })),
        (steps) => {
          const book = new OrderBook({ tickSize: 0.01 })
          const grouped = new BookAggregation(book, { rounding: 0.01, limit: 50 })
          for (const next of steps) {
            if ('rounding' in next) {
              const isTooWide = book.bidPrice !== null && next.rounding > book.bidPrice
              seen[isTooWide ? 'refused' : 'params']++
              if (isTooWide) expect(() => grouped.setParams(next)).toThrow('aggregateBook: rounding was')
              else grouped.setParams(next)
            } else {
              book.set(next.side, next.ticks, next.size)
              seen.changes++
            }
            for (const half of ['bid', 'ask'] as const) {
              const all = regrouped(book.levels(half), half, grouped.params.rounding)
              if (all.length < (half === 'bid' ? book.bids : book.asks).count) seen.shared++
              if (all.length > grouped.params.limit) seen.limited++
              expect(grouped.levels(half)).toEqual(all.slice(0, grouped.params.limit))
            }
          }
        },
      ),
      { numRuns: 100 },
    )
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20)
  })

  it('does not drift over 200,000 changes', () => {
    const book = new OrderBook({ tickSize: 0.01 })
    const grouped = new BookAggregation(book, { rounding: 1 })
    book.set('ask', 150, 0.1)
    for (let n = 0; n < 200_000; n++) book.set('ask', 101 + (n % 49), n % 7 === 0 ? 0 : 1e9 / (n + 3))
    for (let n = 0; n < 49; n++) book.set('ask', 101 + n, 0)
    expect(grouped.levels('ask')).toEqual([{ price: 2, size: 0.1 }])
  })

  it.each([0, -1, NaN, Infinity, '1', 0.015, 1e-9])('B6: rounding %s is refused with a typed error', (rounding) => {
    const book = new OrderBook({ tickSize: 0.01 })
    expect(() => new BookAggregation(book, { rounding: rounding as number })).toThrow('aggregateBook: rounding was')
  })

  it.each([0, -1, 1.5, 1e9, NaN])('B6: limit %s is refused with a typed error', (limit) => {
    const book = new OrderBook({ tickSize: 0.01 })
    expect(() => new BookAggregation(book, { rounding: 1, limit })).toThrow('aggregateBook: limit was')
  })

  it('B6: a rounding above the best bid is refused, and what was shown stays', () => {
    const book = new OrderBook({ tickSize: 1 })
    book.set('bid', 40, 1)
    const grouped = new BookAggregation(book, { rounding: 10 })
    expect(() => grouped.setParams({ rounding: 50 })).toThrow('expected at most the best bid (40)')
    expect([grouped.params.rounding, grouped.levels('bid')]).toEqual([10, [{ price: 40, size: 1 }]])
  })

  it('B4: follows the book to another tick size, and shows nothing where the rounding is off it', () => {
    const book = new OrderBook({ tickSize: 0.1 })
    const grouped = new BookAggregation(book, { rounding: 0.5 })
    book.applySnapshot([['8.4', '1']], [])
    book.changeTickSize(0.4)
    expect(grouped.levels('bid')).toEqual([])
    book.changeTickSize(0.05)
    book.applyDelta([['8.35', '2']], [])
    expect(grouped.levels('bid')).toEqual([{ price: 8, size: 3 }])
    expect([grouped.depth('bid', new Float64Array(9), new Float64Array(9))]).toEqual([1])
    grouped.dispose()
    book.applyDelta([['8.35', '0']], [])
    expect(grouped.levels('bid')).toEqual([{ price: 8, size: 3 }])
  })
})
