/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BookAggregation, OrderBook } from '../../src/book/index.js'
import type { BookLevel } from '../../src/market/index.js'

type Side = 'bid' | 'ask'
const SIDES = ['bid', 'ask'] as const

const both = (book: OrderBook): unknown => SIDES.map((side) => [book.horizon(side), book.levels(side)])
const state = (book: OrderBook): unknown => [book.tickSize, book.priceStep, book.refinements, both(book)]

/** Prices in units of 1e-7 by side, and the finest decimals seen: a book that sorts a map each time. */
class SlowBook {
  decimals: number
  refinements = 0
  readonly sides = { bid: new Map<number, number>(), ask: new Map<number, number>() }
  private readonly most: number

  constructor(tickDecimals: number) {
    this.decimals = tickDecimals
    this.most = tickDecimals + 4
  }

  /** False where a price has more decimals than the book takes: then nothing changes. */
  apply(levels: readonly (readonly [Side, number, number])[], isSnapshot: boolean): boolean {
    const finest = Math.max(this.decimals, ...levels.map(([, price]) => decimalsOf(price)))
    if (finest > this.most) return false
    if (finest > this.decimals) this.refinements++
    this.decimals = finest
    if (isSnapshot) for (const side of SIDES) this.sides[side].clear()
    for (const [side, price, size] of levels) {
      if (size === 0) this.sides[side].delete(price)
      else this.sides[side].set(price, size)
    }
    return true
  }

  levels(side: Side): { price: number; size: number }[] {
    const sign = side === 'bid' ? -1 : 1
    return [...this.sides[side]]
      .sort(([a], [b]) => sign * (a - b))
      .map(([price, size]) => ({ price: Number(textOf(price)), size }))
  }
}

const textOf = (units: number): string => `${Math.floor(units / 1e7)}.${String(units % 1e7).padStart(7, '0')}`

function decimalsOf(units: number): number {
  return textOf(units).replace(/0+$/, '').split('.')[1]?.length ?? 0
}

/** A price near 100, mostly of two decimals, seldom of up to seven. */
const price = fc
  .tuple(fc.integer({ min: 9_000, max: 11_000 }), fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([cents, rest, choice]) => {
    const places = choice < 80 ? 0 : choice < 88 ? 1 : choice < 93 ? 2 : choice < 96 ? 3 : choice < 98 ? 4 : 5
    return cents * 1e5 + Math.floor(rest / 10 ** (5 - places)) * 10 ** (5 - places)
  })
const level = fc.tuple(fc.constantFrom<Side>('bid', 'ask'), price, fc.constantFrom(0, 1, 2.5, 7))
const message = fc.record({
  levels: fc.array(level, { maxLength: 6 }),
  isSnapshot: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  isText: fc.boolean(),
})

describe('a price off the tick', () => {
  it('B3 B4: is counted in a finer step, and the book, its copy and what follows it stay right', () => {
    const seen = { refined: 0, twice: 0, refused: 0, onTick: 0, removedOff: 0 }
    fc.assert(
      fc.property(fc.array(message, { maxLength: 12 }), (messages) => {
        const book = new OrderBook({ tickSize: 0.01 })
        const slow = new SlowBook(2)
        const grouped = new BookAggregation(book, { rounding: 0.5, limit: 10_000 })
        for (const { levels, isSnapshot, isText } of messages) {
          const rows = (side: Side): BookLevel[] =>
            levels
              .filter(([name]) => name === side)
              .map(([, units, size]) => [isText ? textOf(units) : Number(textOf(units)), size])
          const before = state(book)
          const fault = isSnapshot
            ? book.applySnapshot(rows('bid'), rows('ask'))
            : book.applyDelta(rows('bid'), rows('ask'))
          const sorted = SIDES.flatMap((side) => levels.filter(([name]) => name === side))
          const isTaken = slow.apply(sorted, isSnapshot)
          expect(fault?.reason ?? null).toBe(isTaken ? null : 'price_off_tick')
          if (!isTaken) {
            seen.refused++
            expect(state(book)).toEqual(before)
          } else if (levels.every(([, units]) => decimalsOf(units) <= 2)) seen.onTick++
          else if (levels.some(([, units, size]) => size === 0 && decimalsOf(units) > 2)) seen.removedOff++
          expect([book.tickSize, book.priceStep]).toEqual([0.01, Number(`1e-${slow.decimals}`)])
          expect(book.refinements).toBe(slow.refinements)
          for (const side of SIDES) {
            expect(book.levels(side)).toEqual(slow.levels(side))
            const anew = new OrderBook({ tickSize: 1e-7 })
            anew.applySnapshot(...sidesOf(book))
            const afresh = new BookAggregation(anew, { rounding: 0.5, limit: 10_000 })
            expect(grouped.levels(side)).toEqual(afresh.levels(side))
          }
          const copy = new OrderBook({ tickSize: 0.25 })
          copy.restore(structuredClone(book.snapshot()))
          expect(state(copy)).toEqual(state(book))
        }
        if (slow.refinements > 0) seen.refined++
        if (slow.refinements > 1) seen.twice++
      }),
      { numRuns: 400 },
    )
    expect(seen.refined).toBeGreaterThan(100)
    expect(seen.twice).toBeGreaterThan(50)
    expect(seen.refused).toBeGreaterThan(50)
    expect(seen.onTick).toBeGreaterThan(300)
    expect(seen.removedOff).toBeGreaterThan(50)
  })

  it('says what was off, and up to where a full side is complete', () => {
    const book = new OrderBook({ tickSize: 0.01, maxLevels: 2 })
    book.applySnapshot(
      [
        ['9.99', '1'],
        ['9.98', '1'],
        ['9.97', '1'],
      ],
      [
        ['10.01', '1'],
        ['10.02', '1'],
        ['10.03', '1'],
      ],
    )
    expect(book.applyDelta([], [['10.005', '1']])).toBeNull()
    expect([book.offTickPrice, book.priceStep, book.horizon('bid')]).toEqual(['10.005', 0.001, 9.97])
    expect([book.askPrice, book.horizon('ask'), book.droppedLevels]).toEqual([10.005, 10.02, 3])
    expect([book.sizeAt('ask', '10.005'), book.sizeAt('ask', 10.01), book.sizeAt('ask', '10.0051')]).toEqual([
      1,
      1,
      null,
    ])
  })

  it('changes nothing where another level of its message is bad', () => {
    const book = new OrderBook({ tickSize: 0.01, sizeStep: 0.1 })
    book.applySnapshot([['9.99', '1']], [])
    const before = state(book)
    for (const [bad, reason] of [
      [['9.98', 'x'], 'malformed_size'],
      [['9.98', '0.05'], 'size_off_step'],
      [['NaN', '1'], 'malformed_price'],
      [['9.9900001', '1'], 'price_off_tick'],
      [['9100000000000.01', '1'], 'price_off_tick'],
    ] as const)
      expect([bad, book.applyDelta([['9.995', '1'], bad as BookLevel], [])?.reason]).toEqual([bad, reason])
    expect(state(book)).toEqual(before)
    expect([book.applyDelta([['9.98', '2']], []), book.priceStep]).toEqual([null, 0.01])
  })

  it('is refused where a level of the book is too far off to be counted as fine', () => {
    const book = new OrderBook({ tickSize: 0.01 })
    book.applySnapshot([], [['90000000000000', '1']])
    const before = state(book)
    expect(book.applyDelta([['1.005', '1']], [])).toEqual({
      reason: 'price_off_tick',
      side: 'bid',
      index: 0,
      level: ['1.005', '1'],
    })
    expect(state(book)).toEqual(before)
    expect([book.applyDelta([['1.01', '1']], []), book.bidPrice]).toEqual([null, 1.01])
    expect([book.applySnapshot([['1.005', '1']], []), book.bidPrice, book.priceStep]).toEqual([null, 1.005, 0.001])
  })

  it('is at most four places finer, whatever the digits of the tick', () => {
    for (const [tickSize, off, step] of [
      [0.25, '100.10', 0.01],
      [0.5, '100.25', 0.01],
      [5, '101', 1],
      [1000, '1500.5', 0.1],
      [1e-8, '0.0000000099', 1e-10],
      [1e-18, '0.000000000000000001', 1e-18],
    ] as const) {
      const book = new OrderBook({ tickSize })
      expect([book.applyDelta([[off, 1]], []), book.priceStep, book.bidPrice]).toEqual([null, step, Number(off)])
      expect(book.tickSize).toBe(tickSize)
    }
    for (const [tickSize, off] of [
      [0.25, '100.1000001'],
      [5, '1.00001'],
      [1e-15, '0.0000000000000000001'],
    ] as const)
      expect(new OrderBook({ tickSize }).applyDelta([[off, 1]], [])?.reason).toBe('price_off_tick')
  })

  it('B4: stays where the venue goes over to another tick, which is refused where it is too coarse for it', () => {
    const book = new OrderBook({ tickSize: 0.01 })
    book.applySnapshot([['1.10', '2']], [['1.20', '3']])
    const before = both(book)
    const after = (tickSize: number): unknown => [
      book.changeTickSize(tickSize),
      book.tickSize,
      book.priceStep,
      book.offTickPrice,
    ]
    expect(after(0.001)).toEqual([true, 0.001, 0.001, null])
    expect(after(0.1)).toEqual([true, 0.1, 0.1, null])
    expect(after(0.25)).toEqual([true, 0.25, 0.01, 1.1])
    expect([book.refinements, both(book)]).toEqual([1, before])
    expect(after(1e-6)).toEqual([true, 1e-6, 1e-6, 1.1])
    book.applyDelta([['1.100001', 4]], [])
    const fine = both(book)
    expect(after(0.1)).toEqual([false, 1e-6, 1e-6, 1.1])
    expect(both(book)).toEqual(fine)
  })

  it('a state of another format, or of a step that its tick has not, is refused', () => {
    const book = new OrderBook({ tickSize: 0.01 })
    const kept = book.snapshot()
    expect(() => book.restore({ ...kept, version: 1 as never })).toThrow('OrderBook: state.version was 1')
    expect(() => book.restore({ ...kept, priceStep: 0.003 })).toThrow('OrderBook: state.priceStep was 0.003')
  })
})

function sidesOf(book: OrderBook): [BookLevel[], BookLevel[]] {
  const [bids = [], asks = []] = SIDES.map((side) =>
    book.levels(side).map(({ price, size }): BookLevel => [price, size]),
  )
  return [bids, asks]
}
