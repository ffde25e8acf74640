import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alikeUntil } from '../../src/window/extreme-block.js'
import { ExtremeWindow, isSample } from '../../src/window/index.js'

/** Prices around one level, with repeats, and now and then one that is of another kind, or none at all. */
const calm = fc.oneof(
  { weight: 50, arbitrary: fc.double({ min: 0.9, max: 1.12, noNaN: true }) },
  { weight: 30, arbitrary: fc.constantFrom(1, 1.1, 0.9, 1 + 2 ** -52, 1 - 2 ** -53) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, -1, 1.9, 0.4, 1.28, 1e12, NaN, Infinity) },
)
const run = fc.record({
  length: fc.integer({ min: 0, max: 9 }),
  level: fc.constantFrom(100, 1, 0.1, -7, 127.99, 1e-30, 3e99, 1e-170),
  rows: fc.array(calm, { minLength: 1, maxLength: 90, size: 'max' }),
})
const laidOut = ({ level, rows }: { level: number; rows: readonly number[] }) =>
  Float64Array.from(rows, (x) => level * x)

describe('blocks of rows that are alike', () => {
  it('ends before the first row that is not within 30 %, and never far before', () => {
    let long = 0
    fc.assert(
      fc.property(run, (given) => {
        const input = laidOut(given)
        const first = input[0] as number
        const until = alikeUntil(input, 0, input.length)
        for (const x of input.subarray(0, until)) {
          expect(isSample(x)).toBe(true)
          expect(Math.abs(x - first)).toBeLessThanOrEqual(0.3 * Math.abs(first))
        }
        if (until > 12) long++
        const next = Array.from(input.subarray(until, until + 4))
        const isAlike = next.length === 4 && next.every((x) => Math.abs(x - first) < 0.149 * Math.abs(first))
        if (Math.abs(first) > 1e-90 && Math.abs(first) < 1e99) expect(isAlike).toBe(false)
      }),
      { seed: 15, numRuns: 500 },
    )
    expect(long).toBeGreaterThan(50)
  })

  it.each([1, -1] as const)('direction %i: a slide through them is push and including, to the bit', (direction) => {
    let whole = 0
    fc.assert(
      fc.property(run, (given) => {
        const [one, many] = [new ExtremeWindow(given.length, direction), new ExtremeWindow(given.length, direction)]
        for (const window of [one, many]) for (let k = 0; k < given.length; k++) window.push(given.level)
        const input = laidOut(given)
        const hole = input.findIndex((x) => !isSample(x))
        const stop = given.length === 0 ? 0 : hole < 0 ? input.length : hole
        const output = new Float64Array(input.length)
        expect(many.slide(given.level, input, output, 0, input.length)).toBe(stop)
        let newest: number = given.level
        for (let i = 0; i < stop; i++) {
          one.push(newest)
          newest = input[i] as number
          expect(output[i]).toBe(one.including(newest))
        }
        expect(many.including(13)).toBe(one.including(13))
        expect(many).toEqual(one)
        if (alikeUntil(input, 0, input.length) > 3 * given.length) whole++
      }),
      { seed: 16, numRuns: 500 },
    )
    expect(whole).toBeGreaterThan(100)
  })
})
