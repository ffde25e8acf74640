import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExtremeAgeWindow } from '../../src/window/index.js'

describe('ExtremeAgeWindow', () => {
  it.each([
    [1, 'latest'],
    [-1, 'latest'],
    [1, 'first'],
    [-1, 'first'],
  ] as const)(
    'direction %i: says how long ago the %s of the extremes came, partly filled or turning',
    (direction, which) => {
      let ties = 0
      let turns = 0
      const price = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ min: -1e12, max: 1e12, noNaN: true }))
      const prices = fc.array(price, { minLength: 1, maxLength: 120, size: 'max' })
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 12 }), prices, (length, all) => {
          const extreme = new ExtremeAgeWindow(length, direction, which)
          all.forEach((x, i) => {
            const window = all.slice(Math.max(0, i - length), i + 1)
            const best = direction === 1 ? Math.max(...window) : Math.min(...window)
            const latest = window.lastIndexOf(best)
            extreme.ageIncluding(direction * 1e15)
            const counts = which === 'latest' ? latest : window.indexOf(best)
            expect(extreme.ageIncluding(x)).toBe(window.length - 1 - counts)
            if (window.indexOf(best) < latest) ties++
            if (length > 0 && i > 0 && i % length === 0) turns++
            extreme.push(x)
          })
        }),
        { seed: 5, numRuns: 300 },
      )
      expect(ties).toBeGreaterThan(500)
      expect(turns).toBeGreaterThan(500)
    },
  )
})
