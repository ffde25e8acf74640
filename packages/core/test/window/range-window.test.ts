import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RangeWindow } from '../../src/window/index.js'

const price = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: -1e12, max: 1e12, noNaN: true }))
const bars = fc.array(fc.tuple(price, price), { minLength: 1, maxLength: 120, size: 'max' })

describe('RangeWindow', () => {
  it('is the highest high and the lowest low of its bars, partly filled or turning, the newest replaced at will', () => {
    let turns = 0
    let ties = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), bars, (period, all) => {
        const range = new RangeWindow(period)
        all.forEach(([a, b], i) => {
          const window = all.slice(Math.max(0, i - period + 1), i + 1)
          const highest = Math.max(...window.map(([x, y]) => Math.max(x, y)))
          const lowest = Math.min(...window.map(([x, y]) => Math.min(x, y)))
          range.high = 1e15
          range.low = -1e15
          range.look()
          range.high = Math.max(a, b)
          range.low = Math.min(a, b)
          range.look()
          // Adding 0 makes one of the two zeros.
          expect([range.highest + 0, range.lowest + 0]).toEqual([highest + 0, lowest + 0])
          if (window.filter(([x, y]) => Math.max(x, y) === highest).length > 1) ties++
          if (period > 1 && i > 0 && i % (period - 1) === 0) turns++
          range.push()
        })
      }),
      { seed: 6, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
    expect(ties).toBeGreaterThan(1000)
  })

  it('slide is push and look row by row, bit for bit, and leaves the room behind its places alone', () => {
    let turns = 0
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), bars, fc.nat({ max: 40 }), (period, all, before) => {
        const [one, many] = [new RangeWindow(period, 0, 2), new RangeWindow(period, 0, 2)]
        const highs = Float64Array.from(all, ([a, b]) => Math.max(a, b))
        const lows = Float64Array.from(all, ([a, b]) => Math.min(a, b))
        const from = Math.min(before + 1, all.length)
        const step = (range: RangeWindow, i: number) => {
          if (i > 0) range.push()
          range.high = highs[i] as number
          range.low = lows[i] as number
          range.look()
        }
        for (const range of [one, many]) for (let i = 0; i < from; i++) step(range, i)
        for (const range of [one, many]) range.blocks.set([3, 5], range.blocks.length - 2)
        const [highest, lowest] = [new Float64Array(all.length), new Float64Array(all.length)]
        many.slide(highs, lows, highest, lowest, from, all.length)
        for (let i = from; i < all.length; i++) {
          step(one, i)
          expect([highest[i], lowest[i]]).toEqual([one.highest, one.lowest])
          if (i > from + period) turns++
        }
        many.look()
        expect(many).toEqual(one)
        expect([...many.blocks.subarray(-2)]).toEqual([3, 5])
      }),
      { seed: 7, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })
})
