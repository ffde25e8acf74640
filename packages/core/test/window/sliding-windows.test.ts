import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ExtremeWindow,
  isSample,
  MomentsWindow,
  RunningSum,
  SlidingSum,
  surelySamples,
} from '../../src/window/index.js'

/** Prices with repeats, jumps of level, and prints that cannot be meant. */
const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 1000, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(100, 100.01, 100.02) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e-9, 0, -0) },
)
const stream = fc.record({
  length: fc.integer({ min: 0, max: 12 }),
  prices: fc.array(price, { minLength: 1, maxLength: 120, size: 'max' }),
})

/** The newest `length` numbers before row `i`. */
const windowAt = (prices: readonly number[], length: number, i: number): readonly number[] =>
  prices.slice(Math.max(0, i - length), i)

describe('SlidingSum', () => {
  it('is the exact sum of its window, whatever went through it', () => {
    let evictions = 0
    fc.assert(
      fc.property(stream, ({ length, prices }) => {
        const sum = new SlidingSum(length)
        prices.forEach((x, i) => {
          sum.push(x)
          if (i >= length) evictions++
          const window = windowAt(prices, length, i + 1)
          expect(Math.abs(sum.value - exactSum(window))).toBeLessThanOrEqual(
            1e-15 * window.reduce((all, y) => all + Math.abs(y), 0) + 1e-18 * i,
          )
        })
      }),
      { seed: 1, numRuns: 200 },
    )
    expect(evictions).toBeGreaterThan(1000)
  })

  it('counts what was pushed, around the ring and in rows', () => {
    const sum = new SlidingSum(3, new Float64Array(5), 4)
    for (let i = 0; i < 7; i++) {
      expect(sum.pushed).toBe(i)
      sum.push(i)
    }
    sum.newest = 7
    const rows = Float64Array.from({ length: 11 }, (_, i) => i)
    expect(sum.slide(rows, new Float64Array(11), 0, 11, 1)).toBe(11)
    expect(sum.pushed).toBe(18)
    sum.follow(1)
    expect(sum.pushed).toBe(19)
  })

  it.each([2 ** 40, 2 ** -40])('follows a scale that changes by %f, and comes to exactly 0', (factor) => {
    const sum = new SlidingSum(7)
    const window: number[] = []
    for (let i = 0; i < 100; i++) {
      const x = (i % 2 === 0 ? 1 : -0.3) * (100 + i) * (i >= 20 && i < 50 ? factor : 1)
      sum.push(i < 80 ? x : 0)
      window.push(i < 80 ? x : 0)
      if (window.length > 7) window.shift()
      const size = window.reduce((all, y) => all + Math.abs(y), 0)
      expect(Math.abs(sum.value - exactSum(window))).toBeLessThanOrEqual(1e-15 * size)
    }
    expect(sum.value).toBe(0)
  })

  it('C7: a print of 1e12 leaves nothing behind once it has left, however long it runs', () => {
    const sum = new SlidingSum(50)
    const window: number[] = []
    for (let i = 0; i < 200_000; i++) {
      const x = i % 997 === 0 ? 1e12 : 61_700 + (i % 13) * 0.1
      sum.push(x)
      window.push(x)
      if (window.length > 50) window.shift()
      if (i % 997 === 60) expect(Math.abs(sum.value / exactSum(window) - 1)).toBeLessThan(1e-14)
    }
  })

  it('follow is push and the next number, bit for bit', () => {
    fc.assert(
      fc.property(stream, ({ length, prices }) => {
        const [one, many] = [new SlidingSum(length + 1), new SlidingSum(length + 1)]
        many.newest = 7
        one.newest = 7
        for (const x of prices) {
          one.push(one.newest)
          one.newest = x
          expect(many.follow(x)).toBe(one.value + x)
        }
        expect(many).toEqual(one)
      }),
      { seed: 3, numRuns: 200 },
    )
  })

  it('slide is push row by row, bit for bit, and stops at a row that is no sample', () => {
    fc.assert(
      fc.property(stream, fc.nat({ max: 130 }), ({ length, prices }, hole) => {
        const [one, many] = [new SlidingSum(length), new SlidingSum(length)]
        many.newest = 7
        one.newest = 7
        const input = Float64Array.from(prices, (x, i) => (i === hole ? NaN : x))
        const output = new Float64Array(prices.length).fill(-1)
        const stop = many.slide(input, output, 0, input.length, 3)
        expect(stop).toBe(length === 0 ? 0 : Math.min(hole, prices.length))
        for (let i = 0; i < stop; i++) {
          one.push(one.newest)
          one.newest = input[i] as number
          expect(output[i]).toBe((one.value + one.newest) / 3)
        }
        expect(many).toEqual(one)
      }),
      { seed: 2, numRuns: 200 },
    )
  })
})

describe('RunningSum', () => {
  it('C4: ten million volumes add up without drift', () => {
    const sum = new RunningSum()
    for (let i = 0; i < 10_000_000; i++) sum.add(0.1)
    // 0.1 is not a tenth: it is 0.1000000000000000055511151231257827...
    expect(Math.abs(sum.value - 1_000_000)).toBeLessThan(2e-10)
    for (let i = 0; i < 10_000_000; i++) sum.add(-0.1)
    expect(Math.abs(sum.value)).toBeLessThan(1e-15)
    sum.add(5)
    sum.clear()
    expect(sum.value).toBe(0)
  })
})

describe('MomentsWindow', () => {
  it('is the two-pass mean and deviation of the window and the newest number', () => {
    let turns = 0
    fc.assert(
      fc.property(stream, ({ length, prices }) => {
        const moments = new MomentsWindow(length)
        prices.forEach((x, i) => {
          if (i >= length) {
            moments.include(1e6)
            moments.include(x)
            const window = [...windowAt(prices, length, i), x]
            const mean = exactSum(window) / window.length
            const squares = window.reduce((all, y) => all + (y - mean) ** 2, 0)
            const size = window.reduce((most, y) => Math.max(most, Math.abs(y)), 0)
            expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(4e-15 * size)
            expect(Math.abs(moments.squares - squares)).toBeLessThanOrEqual(
              1e-9 * squares + 1e-28 * size * size * window.length,
            )
            if (window.every((y) => y === x)) expect([moments.mean, moments.squares]).toEqual([x + 0, 0])
            if (length > 0 && i % length === 0) turns++
          }
          moments.push(x)
        })
      }),
      { seed: 3, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(500)
  })

  it('follow is push and include, bit for bit, and squares are never below 0', () => {
    const tiny = fc.oneof(price, fc.constantFrom(5e-324, 1e-162, -2e-162, 1e-160, 1e99))
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(tiny, { minLength: 1, maxLength: 60 }), (length, prices) => {
        const [one, many] = [new MomentsWindow(length), new MomentsWindow(length)]
        one.newest = 7
        many.newest = 7
        prices.forEach((x, i) => {
          one.push(one.newest)
          one.include(x)
          many.follow(x)
          expect([many.mean, many.squares, many.pushed]).toEqual([one.mean, one.squares, i + 1])
          expect(one.squares).toBeGreaterThanOrEqual(0)
        })
        expect(many).toEqual(one)
      }),
      { seed: 5, numRuns: 300 },
    )
  })

  it('an outlier that everything else is taken from costs no more than the length of the window', () => {
    const moments = new MomentsWindow(999)
    const deviations: number[] = []
    for (let i = 0; i < 4000; i++) {
      // Wherever a block ends (every 999 pushes), its last number is far from all others.
      const x = i % 999 === 998 ? 1000 : 100 + (i % 7) / 100
      moments.include(x)
      deviations.push(x)
      if (deviations.length > 1000) deviations.shift()
      if (i > 1000 && i % 101 === 0) {
        const mean = exactSum(deviations) / 1000
        const squares = deviations.reduce((all, y) => all + (y - mean) ** 2, 0)
        expect(Math.abs(moments.squares / squares - 1)).toBeLessThan(1e-9)
      }
      moments.push(x)
    }
  })

  it('a flat window deviates by exactly 0, also after a wild one', () => {
    const moments = new MomentsWindow(20)
    for (let i = 0; i < 50; i++) moments.push(i % 7 === 0 ? 1e12 : i)
    for (let i = 0; i < 20; i++) moments.push(0.1)
    moments.include(0.1)
    expect([moments.mean, moments.squares]).toEqual([0.1, 0])
  })
})

describe('ExtremeWindow', () => {
  it.each([1, -1] as const)(
    'direction %i: is the extreme of the window and the newest number, partly filled or turning',
    (direction) => {
      let ties = 0
      let turns = 0
      fc.assert(
        fc.property(stream, ({ length, prices }) => {
          const extreme = new ExtremeWindow(length, direction)
          prices.forEach((x, i) => {
            const window = [...windowAt(prices, length, i), x]
            const expected = direction === 1 ? Math.max(...window) : Math.min(...window)
            extreme.including(direction * 1e15)
            expect(extreme.including(x) === expected).toBe(true)
            if (window.filter((y) => y === expected).length > 1) ties++
            if (length > 0 && i > 0 && i % length === 0) turns++
            extreme.push(x)
          })
        }),
        { seed: 4, numRuns: 300 },
      )
      expect(ties).toBeGreaterThan(500)
      expect(turns).toBeGreaterThan(500)
    },
  )
})

describe('isSample', () => {
  it('A2: takes finite numbers below 1e100 and nothing else', () => {
    for (const x of [0, -0, 1, -1e99, 5e-324]) expect(isSample(x)).toBe(true)
    for (const x of [NaN, Infinity, -Infinity, 1e100, 1e308, '5', null, undefined, true, {}, [5], 5n])
      expect(isSample(x)).toBe(false)
  })
})

describe('surelySamples', () => {
  it('is true of samples only, and of all that a market may bring', () => {
    const some = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -1e100, 9.9e99, -4e99, 3e99, 0, 1e12))
    fc.assert(
      fc.property(some, some, some, (a, b, c) => {
        if (surelySamples(a, b, c)) expect([a, b, c].every(isSample)).toBe(true)
        else expect(Math.max(Math.abs(a), Math.abs(b), Math.abs(c)) < 1e99).toBe(false)
      }),
      { seed: 9, numRuns: 2000 },
    )
  })
})

/** Exact in integers of 2^-1074, rounded once. */
function exactSum(numbers: readonly number[]): number {
  let sum = 0n
  for (const x of numbers) sum += scaled(x)
  return Number(sum / 2n ** 900n) / 2 ** 174
}

function scaled(x: number): bigint {
  const [mantissa, exponent] = x === 0 ? [0, 0] : split(x)
  return BigInt(mantissa) * 2n ** BigInt(exponent + 1074)
}

function split(x: number): [number, number] {
  const exponent = Math.floor(Math.log2(Math.abs(x))) - 53
  return [Math.round(x / 2 ** exponent), exponent]
}
