import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { trueRange } from '../src/true-range.js'

const share = fc.double({ min: 0.9, max: 1.1, noNaN: true })
const any = fc.double({ min: -1e99, max: 1e99, noNaN: true })
const plain = (high: number, low: number, previous: number) => Math.max(high, previous) - Math.min(low, previous)

it('the true range is the higher of high and previous close less the lower of low and that close, to the bit', () => {
  let gaps = 0
  fc.assert(
    fc.property(fc.constantFrom(0.01, 1, 127.99, 65_000, 1e30, 1e-30), share, share, share, (level, a, b, c) => {
      const [high, low, previous] = [level * Math.max(a, b), level * Math.min(a, b), level * c]
      expect(trueRange(high, low, previous)).toBe(plain(high, low, previous))
      if (previous > high || previous < low) gaps++
    }),
    { seed: 21, numRuns: 2000 },
  )
  expect(gaps).toBeGreaterThan(500)
})

it('whatever the numbers are, the true range is that to within the rounding of its three differences', () => {
  fc.assert(
    fc.property(any, any, any, (a, b, previous) => {
      const [high, low] = [Math.max(a, b), Math.min(a, b)]
      const expected = plain(high, low, previous)
      expect(Math.abs(trueRange(high, low, previous) - expected)).toBeLessThanOrEqual(4e-16 * expected)
    }),
    { seed: 22, numRuns: 2000 },
  )
})
