import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExponentialMean, TrendWindow } from '../../src/window/index.js'

/** Prices with repeats, jumps of level, and prints that cannot be meant. */
const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 1000, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(100, 100.01, 100.02) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e-9, 0) },
)
const stream = fc.record({
  length: fc.integer({ min: 0, max: 12 }),
  prices: fc.array(price, { minLength: 1, maxLength: 120, size: 'max' }),
})

describe('TrendWindow', () => {
  it('is the two-pass mean and slant of the window and the newest number', () => {
    let turns = 0
    fc.assert(
      fc.property(stream, ({ length, prices }) => {
        const trend = new TrendWindow(length)
        prices.forEach((x, i) => {
          if (i >= length) {
            trend.include(1e6)
            trend.include(x)
            const window = [...prices.slice(i - length, i), x]
            const mean = window.reduce((all, y) => all + y, 0) / window.length
            const slant = window.reduce((all, y, at) => all + (at - length / 2) * (y - mean), 0)
            const size = window.reduce((most, y) => Math.max(most, Math.abs(y)), 0)
            expect(Math.abs(trend.mean - mean)).toBeLessThanOrEqual(4e-15 * size)
            expect(Math.abs(trend.slant - slant)).toBeLessThanOrEqual(4e-15 * size * window.length * window.length)
            if (window.every((y) => y === x)) expect([trend.mean, trend.slant]).toEqual([x, 0])
            if (length > 0 && i % length === 0) turns++
          }
          trend.push(x)
        })
      }),
      { seed: 5, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(500)
  })

  it('C7: a print of 1e12 leaves nothing behind, and a straight line slants exactly', () => {
    const trend = new TrendWindow(19)
    for (let i = 0; i < 200; i++) {
      trend.include(i === 100 ? 1e12 : i)
      // Sum of (place - 9.5)² over 20 places.
      if (i >= 19 && (i < 100 || i >= 120)) expect([trend.mean, trend.slant]).toEqual([i - 9.5, 665])
      trend.push(trend.newest)
    }
  })
})

describe('ExponentialMean', () => {
  it('is the plain mean of the first numbers, then follows with its weight, whatever was included meanwhile', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(price, { maxLength: 60 }), (period, prices) => {
        const live = new ExponentialMean(period, 1 / (period + 1))
        let expected = NaN
        prices.forEach((x, i) => {
          live.commit()
          live.include(1e6)
          live.include(x)
          if (i === period - 1) expected = prices.slice(0, period).reduce((all, y) => all + y, 0) / period
          if (i >= period) expected += (1 / (period + 1)) * (x - expected)
          expect(live.value).toBe(expected)
        })
      }),
      { seed: 6, numRuns: 200 },
    )
  })
})
