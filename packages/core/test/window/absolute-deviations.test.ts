import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AbsoluteDeviations } from '../../src/window/index.js'

const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 1000, noNaN: true }) },
  { weight: 3, arbitrary: fc.constantFrom(100, 100.01, 100.02, 0, -0) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e-9) },
)

describe('AbsoluteDeviations', () => {
  it('is the sum of distances over its window, from any centre, whatever went through it', () => {
    let evictions = 0
    let ties = 0
    fc.assert(
      fc.property(
        fc.nat({ max: 40 }),
        fc.array(price, { minLength: 1, maxLength: 150, size: 'max' }),
        price,
        (length, prices, far) => {
          const deviations = new AbsoluteDeviations(length)
          prices.forEach((x, i) => {
            deviations.push(x)
            const window = length === 0 ? [] : prices.slice(Math.max(0, i + 1 - length), i + 1)
            const mean = window.reduce((all, y) => all + y, 0) / (window.length || 1)
            if (i >= length) evictions++
            if (new Set(window).size < window.length) ties++
            for (const centre of [mean, x, far]) {
              const expected = window.reduce((all, y) => all + Math.abs(y - centre), 0)
              const off = Math.abs(deviations.around(centre) - expected)
              expect(off).toBeLessThanOrEqual(1e-13 * expected)
            }
          })
        },
      ),
      { seed: 1, numRuns: 200 },
    )
    expect(evictions).toBeGreaterThan(1000)
    expect(ties).toBeGreaterThan(1000)
  })

  it('C7: a flat window deviates by exactly 0, also after a wild one', () => {
    const deviations = new AbsoluteDeviations(20)
    for (let i = 0; i < 50; i++) deviations.push(i % 7 === 0 ? 1e12 : i / 10)
    for (let i = 0; i < 20; i++) deviations.push(0.1)
    expect(deviations.around(0.1)).toBe(0)
  })

  it('stays shallow: a long trend, the worst for a plain tree, overflows no stack', () => {
    const deviations = new AbsoluteDeviations(50_000)
    for (let i = 0; i < 120_000; i++) deviations.push(i)
    expect(deviations.around(95_000)).toBe(625_025_000 - 25_000)
  })
})
