import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrderBook, type BookFaultReason } from '../../src/book/index.js'
import type { BookLevel } from '../../src/market/index.js'

type Side = 'bid' | 'ask'
type Levels = readonly { readonly price: number; readonly size: number }[]

/** A book that sorts a map each time. */
class SlowBook {
  private readonly sides = { bid: new Map<number, number>(), ask: new Map<number, number>() }

  set(side: Side, price: number, size: number): void {
    if (size === 0) this.sides[side].delete(price)
    else this.sides[side].set(price, size)
  }

  clear(): void {
    this.sides.bid.clear()
    this.sides.ask.clear()
  }

  has(side: Side, price: number): boolean {
    return this.sides[side].has(price)
  }

  levels(side: Side): Levels {
    return [...this.sides[side]]
      .map(([price, size]) => ({ price, size }))
      .sort((a, b) => (side === 'bid' ? b.price - a.price : a.price - b.price))
  }
}

function both(book: { levels(side: Side): Levels }): unknown {
  return { bid: book.levels('bid'), ask: book.levels('ask') }
}

describe('an order book', () => {
  it.each([
    ['dense', 1, 40],
    ['a few pages', 1, 400],
    ['sparse', 977, 300],
    ['beyond 2^31 ticks', 4_000_037_117, 300],
  ])('equals a sorted map: %s', (_, spread, range) => {
    const cases = { absent: 0, removed: 0, emptied: 0, best: 0 }
    const place = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: range }))
    const change = fc.tuple(fc.constantFrom<Side>('bid', 'ask'), place, fc.nat(3))
    fc.assert(
      fc.property(
        fc.oneof(fc.array(change, { maxLength: 20 }), fc.array(change, { maxLength: 300, size: 'max' })),
        (changes) => {
          const book = new OrderBook({ tickSize: 1 })
          const slow = new SlowBook()
          for (const [side, at, size] of changes) {
            const price = at * spread
            if (size === 0) cases[slow.has(side, price) ? 'removed' : 'absent']++
            slow.set(side, price, size)
            book.set(side, price, size)
            const [bid, ask] = [slow.levels('bid')[0], slow.levels('ask')[0]]
            expect([book.bidPrice, book.bidSize]).toEqual([bid?.price ?? null, bid?.size ?? null])
            expect([book.askPrice, book.askSize]).toEqual([ask?.price ?? null, ask?.size ?? null])
            if (size === 0 && slow.levels(side).length === 0) cases.emptied++
            if (bid?.price === price || ask?.price === price) cases.best++
          }
          expect(both(book)).toEqual(both(slow))
          expect([book.bids.count, book.asks.count]).toEqual([slow.levels('bid').length, slow.levels('ask').length])
          const copy = new OrderBook({ tickSize: 1 })
          copy.restore(structuredClone(book.snapshot()))
          expect(both(copy)).toEqual(both(book))
        },
      ),
      { numRuns: 100 },
    )
    expect(Math.min(...Object.values(cases))).toBeGreaterThan(20)
  })

  it('keeps 100,000 levels as a map does, through growth and clearing', () => {
    const book = new OrderBook({ tickSize: 0.01, maxLevels: 1_000_000 })
    for (let pass = 0; pass < 2; pass++) {
      for (let n = 1; n <= 100_000; n++) book.set('ask', ((n * 7_919) % 100_003) * 50, n)
      expect(book.asks.count).toBe(100_000)
      expect(book.askPrice).toBe(0.5)
      const prices = book.levels('ask').map(({ price }) => price)
      expect(prices).toEqual([...prices].sort((a, b) => a - b))
      book.clear()
      expect([book.askPrice, book.levels('ask')]).toEqual([null, []])
    }
  })

  it('B4: one price is one level, however it is written', () => {
    const book = new OrderBook({ tickSize: 0.1 })
    book.applyDelta(
      [
        ['1.10', '1'],
        ['1.1', '2'],
      ],
      [
        [1.3, 5],
        [0.1 * 13, 4],
        ['13e-1', 3],
      ],
    )
    expect(both(book)).toEqual({ bid: [{ price: 1.1, size: 2 }], ask: [{ price: 1.3, size: 3 }] })
    expect(book.duplicateLevels).toBe(3)
  })

  it('B3: deleting what is not there is normal, and of one price twice the last counts', () => {
    const book = new OrderBook({ tickSize: 1 })
    expect(
      book.applyDelta(
        [
          ['5', '0'],
          ['7', '1'],
          ['6', '1'],
          ['7', '3'],
        ],
        [],
      ),
    ).toBeNull()
    expect(book.levels('bid')).toEqual([
      { price: 7, size: 3 },
      { price: 6, size: 1 },
    ])
    expect(book.duplicateLevels).toBe(1)
  })

  it.each<[unknown, unknown, BookFaultReason]>([
    ['', '1', 'malformed_price'],
    ['0x10', '1', 'malformed_price'],
    ['NaN', '1', 'malformed_price'],
    ['1e400', '1', 'malformed_price'],
    [' 1', '1', 'malformed_price'],
    ['1.2.3', '1', 'malformed_price'],
    ['.', '1', 'malformed_price'],
    ['Infinity', '1', 'malformed_price'],
    ['1'.repeat(65), '1', 'malformed_price'],
    [NaN, '1', 'malformed_price'],
    [Infinity, '1', 'malformed_price'],
    [null, '1', 'malformed_price'],
    [{}, '1', 'malformed_price'],
    ['-5', '1', 'price_not_positive'],
    [-5, '1', 'price_not_positive'],
    ['0', '1', 'price_not_positive'],
    ['0.00', '1', 'price_not_positive'],
    ['1.0000005', '1', 'price_off_tick'],
    [1.0000005, '1', 'price_off_tick'],
    ['99999999999999999', '1', 'price_too_large'],
    ['1', '', 'malformed_size'],
    ['1', 'NaN', 'malformed_size'],
    ['1', '0x1', 'malformed_size'],
    ['1', '1e400', 'malformed_size'],
    ['1', '.', 'malformed_size'],
    ['1', undefined, 'malformed_size'],
    ['1', NaN, 'malformed_size'],
    ['1', '-1', 'size_negative'],
    ['1', -1, 'size_negative'],
  ])('A2, B3: level [%j, %j] refuses the message whole: %s', (price, size, reason) => {
    const book = new OrderBook({ tickSize: 0.01 })
    book.applySnapshot([['2', '1']], [['3', '1']])
    const before = both(book)
    const bad = [
      ['2.50', '1'],
      [price, size],
    ] as BookLevel[]
    expect(book.applyDelta([['2', '0']], bad)).toEqual({ reason, side: 'ask', index: 1, level: bad[1] })
    expect(book.applySnapshot([['2', '0']], bad)?.reason).toBe(reason)
    expect(both(book)).toEqual(before)
  })

  it('A3: what is no list of levels is refused', () => {
    const book = new OrderBook({ tickSize: 0.01 })
    expect(book.applyDelta({} as never, [])?.reason).toBe('malformed_level')
    expect(book.applyDelta([], ['12' as never])?.reason).toBe('malformed_level')
    expect(book.applyDelta([], [null as never])?.reason).toBe('malformed_level')
  })

  it('reads decimal text to the last digit', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31), fc.nat(99_999_999), fc.nat(3), (whole, part, zeros) => {
        const text = `${whole}.${String(part).padStart(8, '0')}`
        const book = new OrderBook({ tickSize: 1e-8, maxLevels: 3 })
        const padded = text + '0'.repeat(zeros)
        const isExact = BigInt(text.replace('.', '')) <= BigInt(Number.MAX_SAFE_INTEGER)
        const fault = book.applyDelta([[padded, padded]], [])
        if (!isExact) expect(fault?.reason).toBe('price_too_large')
        else if (Number(text) > 0) {
          expect(String(book.stepsOf(padded))).toBe(String(BigInt(text.replace('.', ''))))
          expect([book.bidPrice, book.bidSize]).toEqual([Number(text), Number(text)])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('counts sizes in whole steps where a step is given', () => {
    const book = new OrderBook({ tickSize: 0.01, sizeStep: 0.001 })
    expect(book.applyDelta([['1', '0.0005']], [])?.reason).toBe('size_off_step')
    expect(book.applyDelta([['1', '9007199254740993']], [])?.reason).toBe('size_too_large')
    book.applyDelta([['1', '0.3']], [])
    expect([book.bids.bestSize, book.bidSize]).toEqual([300, 0.3])
  })

  it('B5: keeps the best levels of a side, and says up to where it is complete', () => {
    const book = new OrderBook({ tickSize: 1, maxLevels: 100 })
    for (let n = 0; n < 1_000_000; n++) book.set('ask', 1_000_000 - n, 1)
    expect([book.asks.count, book.askPrice, book.droppedLevels]).toEqual([100, 1, 999_900])
    expect([book.horizon('ask'), book.horizon('bid')]).toEqual([101, null])
    book.set('ask', 5_000, 1)
    expect([book.asks.count, book.sizeAt('ask', 5_000), book.horizon('ask')]).toEqual([100, 0, 101])
    book.applySnapshot([], [['7', '1']])
    expect(book.horizon('ask')).toBeNull()
  })

  it.each([0, -1, NaN, Infinity, 1e-19])('refuses %s as a tick size', (tickSize) => {
    expect(() => new OrderBook({ tickSize })).toThrow('OrderBook: tickSize was')
  })

  it('writes its best levels into arrays of the caller', () => {
    const book = new OrderBook({ tickSize: 0.5 })
    book.applySnapshot(
      [
        ['10', '1'],
        ['9.5', '2'],
        ['3', '4'],
      ],
      [],
    )
    const [prices, sizes] = [new Float64Array(2), new Float64Array(4)]
    expect([book.depth('bid', prices, sizes), ...prices, ...sizes]).toEqual([2, 10, 9.5, 1, 2, 0, 0])
    expect(book.depth('ask', prices, sizes)).toBe(0)
  })
})
