import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExtremeWindow, MomentsWindow, SlidingSum, TrendWindow } from '../../src/window/index.js'

const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 1000, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(100, 100.01, 100.02) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e-9, 0) },
)
/** What went before, the rows to run over, and the row that is no sample (often none). */
const run = fc.record({
  length: fc.integer({ min: 0, max: 9 }),
  before: fc.array(price, { minLength: 1, maxLength: 30, size: 'max' }),
  rows: fc.array(price, { minLength: 1, maxLength: 60, size: 'max' }),
  hole: fc.nat({ max: 80 }),
})

/** Rows with the hole in it, and where a loop must stop: at once without a window, at the hole, or at the end. */
function laidOut({ length, rows, hole }: { length: number; rows: readonly number[]; hole: number }) {
  const input = Float64Array.from(rows, (x, i) => (i === hole ? NaN : x))
  return { input, stop: length === 0 ? 0 : Math.min(hole, rows.length) }
}

/** A loop over rows must be what single steps are, bit for bit, and leave the window as they do. */
describe('windows that run rows held in registers', () => {
  it('MomentsWindow: slide is push and include', () => {
    let turns = 0
    fc.assert(
      fc.property(run, (given) => {
        const [one, many] = [new MomentsWindow(given.length), new MomentsWindow(given.length)]
        for (const window of [one, many]) {
          for (const x of given.before) window.push(x)
          window.include(7)
        }
        const { input, stop } = laidOut(given)
        const [mean, squares] = [new Float64Array(input.length), new Float64Array(input.length)]
        expect(many.slide(input, mean, squares, 0, input.length)).toBe(stop)
        for (let i = 0; i < stop; i++) {
          one.push(one.newest)
          one.include(input[i] as number)
          expect([mean[i], squares[i]]).toEqual([one.mean, one.squares])
          if (i > given.length) turns++
        }
        many.include(13)
        one.include(13)
        expect(many).toEqual(one)
      }),
      { seed: 11, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })

  it('TrendWindow: slide is push and include', () => {
    let turns = 0
    fc.assert(
      fc.property(run, (given) => {
        const [one, many] = [new TrendWindow(given.length), new TrendWindow(given.length)]
        for (const window of [one, many]) {
          for (const x of given.before) window.push(x)
          window.include(7)
        }
        const { input, stop } = laidOut(given)
        const output = new Float64Array(input.length)
        expect(many.slide(input, output, 0, input.length, 0.25)).toBe(stop)
        for (let i = 0; i < stop; i++) {
          one.push(one.newest)
          one.include(input[i] as number)
          expect(output[i]).toBe(one.mean + one.slant * 0.25)
          if (i > given.length) turns++
        }
        many.include(13)
        one.include(13)
        expect(many).toEqual(one)
      }),
      { seed: 12, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })

  it.each([1, -1] as const)('ExtremeWindow, direction %i: slide is push and including', (direction) => {
    let turns = 0
    fc.assert(
      fc.property(run, (given) => {
        const [one, many] = [new ExtremeWindow(given.length, direction), new ExtremeWindow(given.length, direction)]
        for (const window of [one, many]) for (const x of given.before) window.push(x)
        const { input, stop } = laidOut(given)
        const output = new Float64Array(input.length)
        // A row behind the last that it was asked for stays as it is.
        const beyond = Float64Array.of(...input, 77)
        const answers = Float64Array.of(...output, 5)
        expect(many.slide(50, beyond, answers, 0, input.length)).toBe(stop)
        expect(answers[input.length]).toBe(5)
        output.set(answers.subarray(0, input.length))
        let newest = 50
        for (let i = 0; i < stop; i++) {
          one.push(newest)
          newest = input[i] as number
          expect(output[i]).toBe(one.including(newest))
          if (i > given.length) turns++
        }
        one.push(13)
        many.push(13)
        expect(many.including(17)).toBe(one.including(17))
        expect(many).toEqual(one)
      }),
      { seed: 13, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })

  /** Prices of one level, and now and then others, which must not be taken for such. */
  const calm = fc.oneof(
    { weight: 90, arbitrary: fc.double({ min: 88, max: 112, noNaN: true }) },
    { weight: 30, arbitrary: fc.constantFrom(100, 100.01, 111, 89) },
    { weight: 1, arbitrary: fc.constantFrom(1e12, -100, 155, 60, 1e-9, 0, -0, 1e40) },
  )
  const calmRun = fc.record({
    length: fc.integer({ min: 1, max: 9 }),
    before: fc.array(calm, { minLength: 1, maxLength: 30, size: 'max' }),
    rows: fc.array(calm, { minLength: 1, maxLength: 400, size: 'max' }),
    hole: fc.nat({ max: 1500 }),
    scale: fc.constantFrom(1, -1, 1e-30, 1e97, 1e-163),
  })

  it('SlidingSum: slide is follow, whether rows are alike or not', () => {
    fc.assert(
      fc.property(calmRun, (given) => {
        const [one, many] = [new SlidingSum(given.length), new SlidingSum(given.length)]
        for (const sum of [one, many]) {
          for (const x of given.before) sum.push(x)
          sum.newest = 7
        }
        const { input, stop } = laidOut({ ...given, rows: given.rows.map((x) => x * given.scale) })
        const bound = input.findIndex((x) => !(Math.abs(x) < 1e100))
        const output = new Float64Array(input.length)
        expect(many.slide(input, output, 0, input.length, given.length + 1)).toBe(bound < 0 ? stop : bound)
        for (let i = 0; i < (bound < 0 ? stop : bound); i++)
          expect(output[i]).toBe(one.follow(input[i] as number) / (given.length + 1))
        expect(many).toEqual(one)
      }),
      { seed: 21, numRuns: 400 },
    )
  })
})
