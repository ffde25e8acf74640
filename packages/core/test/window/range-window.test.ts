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

  it('follow and slide are push, look and place row by row, bit for bit, and leave the room behind its places alone', () => {
    let turns = 0
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), bars, fc.nat({ max: 40 }), (period, all, before) => {
        const [one, two, many] = [0, 0, 0].map(() => new RangeWindow(period, 0, 2)) as [
          RangeWindow,
          RangeWindow,
          RangeWindow,
        ]
        const highs = Float64Array.from(all, ([a, b]) => Math.max(a, b))
        const lows = Float64Array.from(all, ([a, b]) => Math.min(a, b))
        const closes = Float64Array.from(all, ([a]) => a)
        const from = Math.min(before + 1, all.length)
        const step = (range: RangeWindow, i: number) => {
          if (i > 0) range.push()
          range.high = highs[i] as number
          range.low = lows[i] as number
          range.look()
          return range.place(closes[i] as number)
        }
        for (const range of [one, two, many]) for (let i = 0; i < from; i++) step(range, i)
        for (const range of [one, two, many]) range.blocks.set([3, 5], range.blocks.length - 2)
        const places = new Float64Array(all.length)
        expect(many.slide(highs, lows, closes, places, from, all.length)).toBe(all.length)
        for (let i = from; i < all.length; i++) {
          expect(step(one, i)).toBe(places[i])
          expect(two.follow(highs[i] as number, lows[i] as number, closes[i] as number)).toBe(places[i])
          expect(one.highest === one.lowest && places[i] !== 0).toBe(false)
          if (i > from + period) turns++
        }
        for (const range of [two, many]) {
          range.look()
          expect(range).toEqual(one)
          expect([...range.blocks.subarray(-2)]).toEqual([3, 5])
        }
      }),
      { seed: 7, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(1000)
  })

  it('slide stops before a row that is no sample', () => {
    const range = new RangeWindow(2)
    const output = new Float64Array(4)
    range.high = 3
    range.low = 1
    const column = (...rows: number[]) => Float64Array.from(rows)
    expect(range.slide(column(3, 3, 3, 3), column(1, 1, 1, 1), column(2, 3, NaN, 2), output, 0, 4)).toBe(2)
    expect([...output]).toEqual([50, 100, 0, 0])
  })
})
