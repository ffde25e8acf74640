import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WeightedWindow } from '../../src/window/index.js'

/** Prices with repeats, both signs, scales 2^40 apart, prints that cannot be meant, and what is next to nothing. */
const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -1000, max: 1000, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(100, 100.01, 100.02, 0, -0) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e99, 100 * 2 ** 40, 100 / 2 ** 40, 1e-300, 5e-324) },
)
const run = fc.record({
  length: fc.integer({ min: 1, max: 12 }),
  prices: fc.array(price, { minLength: 1, maxLength: 120, size: 'max' }),
  hole: fc.nat({ max: 150 }),
})

describe('WeightedWindow', () => {
  it('is the weighted sum of its window and the newest number, whatever went through it', () => {
    let turns = 0
    fc.assert(
      fc.property(run, ({ length, prices }) => {
        const weighted = new WeightedWindow(length)
        prices.forEach((x, i) => {
          weighted.newest = 1e6
          weighted.newest = x
          const window = [...prices.slice(Math.max(0, i - length), i), x]
          const first = length + 1 - window.length
          let all = 0n
          let size = 0
          window.forEach((y, at) => {
            all += BigInt(first + at + 1) * scaled(y)
            size += (first + at + 1) * Math.abs(y)
          })
          // A tenth of what a weighted mean may be off.
          expect(Math.abs(weighted.value - unscaled(all))).toBeLessThanOrEqual(1e-15 * size)
          if (window.every((y) => y === 0)) expect(weighted.value).toBe(0)
          if (i > 0 && i % length === 0) turns++
          weighted.push(x)
          expect(weighted.pushed).toBe(i + 1)
        })
      }),
      { seed: 21, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })

  it('follow is push and the next number, and slide is follow row by row, bit for bit', () => {
    let turns = 0
    fc.assert(
      fc.property(run, ({ length, prices, hole }) => {
        const [one, other, many] = [new WeightedWindow(length), new WeightedWindow(length), new WeightedWindow(length)]
        for (const window of [one, other, many]) window.newest = 7
        const input = Float64Array.from(prices, (x, i) => (i === hole ? NaN : x))
        const output = new Float64Array(prices.length)
        const stop = many.slide(input, output, 0, input.length, 3)
        expect(stop).toBe(Math.min(hole, prices.length))
        for (let i = 0; i < stop; i++) {
          const x = input[i] as number
          one.push(one.newest)
          one.newest = x
          expect(other.follow(x)).toBe(one.value)
          expect(output[i]).toBe(one.value / 3)
          if (i > length) turns++
        }
        expect(other).toEqual(one)
        expect(many).toEqual(one)
      }),
      { seed: 22, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })

  it('C7: a print of 1e12 leaves nothing behind once it has left', () => {
    const weighted = new WeightedWindow(19)
    for (let i = 0; i < 200; i++) {
      weighted.newest = i === 100 ? 1e12 : i
      // 20 numbers up to i, weighing 1 to 20: all whole, so exact.
      if (i >= 19 && (i < 100 || i >= 120)) expect(weighted.value).toBe(210 * i - 1330)
      weighted.push(weighted.newest)
    }
  })

  it('without a length it is the newest number', () => {
    const weighted = new WeightedWindow(0)
    for (const x of [3, 4]) {
      weighted.newest = x
      expect(weighted.value).toBe(x)
      weighted.shift()
    }
    expect(weighted.slide(Float64Array.of(5), new Float64Array(1), 0, 1, 1)).toBe(0)
  })
})

const UNIT = 1074n
const bits = new DataView(new ArrayBuffer(8))

/** A double as a whole number of 2^-1074. */
function scaled(x: number): bigint {
  bits.setFloat64(0, Math.abs(x))
  const raw = bits.getBigUint64(0)
  const exponent = raw >> 52n
  const whole = exponent === 0n ? raw : ((raw & 0xfffffffffffffn) | 0x10000000000000n) << (exponent - 1n)
  return x < 0 ? -whole : whole
}

/** Back again, within an ulp. */
function unscaled(whole: bigint): number {
  const size = whole < 0n ? -whole : whole
  const cut = BigInt(Math.max(0, size.toString(2).length - 60))
  const power = Number(cut - UNIT)
  const half = Math.trunc(power / 2)
  return Number(whole >> cut) * 2 ** half * 2 ** (power - half)
}
