import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecentNumbers } from '../../src/quality/recent-numbers.js'
import { SortedWindow } from '../../src/quality/sorted-window.js'

describe('what the checks stand on', () => {
  it('C5: a sorted window is the sorted list of the newest numbers, its median distance that of the list', () => {
    let even = 0
    let equal = 0
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 60 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (numbers, length) => {
          const window = new SortedWindow(length)
          numbers.forEach((number, at) => {
            window.push(number)
            const held = numbers.slice(Math.max(0, at + 1 - length), at + 1).sort((a, b) => a - b)
            expect(held.map((_, k) => window.select(k))).toEqual(held)
            const median = held[held.length >> 1] as number
            const distances = held.map((one) => Math.abs(one - median)).sort((a, b) => a - b)
            expect(window.medianDistance(median)).toBe(distances[held.length >> 1])
            if (held.length % 2 === 0) even++
            if (new Set(held).size < held.length) equal++
          })
        },
      ),
      { numRuns: 300 },
    )
    expect(Math.min(even, equal)).toBeGreaterThan(200)
  })

  it('A8: recent numbers know the newest ones and none that never came', () => {
    let forgotten = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.array(fc.oneof(fc.nat(50), fc.maxSafeNat()), { maxLength: 300 }),
        (length, numbers) => {
          const recent = new RecentNumbers(length)
          numbers.forEach((number, at) => {
            recent.add(number)
            const distinct = [...new Set(numbers.slice(0, at + 1).reverse())].slice(0, 1)
            for (const known of distinct) expect(recent.has(known)).toBe(true)
          })
          for (const known of numbers.slice(-length)) expect(recent.has(known)).toBe(true)
          for (const other of [0, 51, 77, 2 ** 40 + 1]) if (recent.has(other)) expect(numbers).toContain(other)
          if (numbers.length > 2 * length && !recent.has(numbers[0] as number)) forgotten++
        },
      ),
      { numRuns: 500 },
    )
    expect(forgotten).toBeGreaterThan(20)
  })
})
