import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OrderedWindow } from '../../src/window/index.js'

const price = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 1000, noNaN: true }) },
  { weight: 4, arbitrary: fc.constantFrom(100, 100.01, 100.02, 0, -0) },
  { weight: 1, arbitrary: fc.constantFrom(1e12, -1e12, 1e-9, 9e99, -9e99) },
)

describe('OrderedWindow', () => {
  it('knows every place of its window and the newest number, whatever went through it', () => {
    let evictions = 0
    let duplicates = 0
    let tiesWithNewest = 0
    fc.assert(
      fc.property(
        fc.nat({ max: 30 }),
        fc.array(price, { minLength: 1, maxLength: 120, size: 'max' }),
        (length, stream) => {
          const ordered = new OrderedWindow(length)
          stream.forEach((x, i) => {
            const window = stream.slice(Math.max(0, i - length), i)
            const sorted = [...window, x].sort((a, b) => a - b)
            ordered.include(1e5)
            ordered.include(x)
            expect(ordered.size).toBe(window.length)
            expect(sorted.every((y, k) => ordered.select(k) === y)).toBe(true)
            expect(sorted.every((y, k) => ordered.values[ordered.slotAt(k)] === y)).toBe(true)
            expect(ordered.below).toBe(window.filter((y) => y < x).length)
            expect(ordered.countBelow(x)).toBe(window.filter((y) => y < x).length)
            expect(ordered.countUpTo(x)).toBe(window.filter((y) => y <= x).length)
            if (i >= length) evictions++
            if (new Set(window).size < window.length) duplicates++
            if (window.includes(x)) tiesWithNewest++
            ordered.push(x)
          })
        },
      ),
      { seed: 1, numRuns: 200 },
    )
    expect(evictions).toBeGreaterThan(1000)
    expect(duplicates).toBeGreaterThan(1000)
    expect(tiesWithNewest).toBeGreaterThan(1000)
  })

  it('quantiles lie on straight lines between neighbours', () => {
    const ordered = new OrderedWindow(4)
    for (const x of [99, 4, 1, 3, 2]) ordered.push(x)
    ordered.include(5)
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => ordered.quantile(share))).toEqual([1, 2, 3, 4, 5])
    expect(ordered.quantile(0.1)).toBeCloseTo(1.4, 12)
    ordered.push(7)
    ordered.include(9)
    expect(ordered.quantile(0.5)).toBe(3)
    expect(ordered.quantile(0.625)).toBe(5)
  })

  it('says the same of fields that were set as of numbers that were given', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(price, { minLength: 1, maxLength: 40 }),
        (length, share, stream) => {
          const given = new OrderedWindow(length)
          const set = new OrderedWindow(length)
          for (const x of stream) {
            given.include(x)
            set.newest = x
            set.look()
            set.share = share
            set.divide()
            expect([set.below, set.level]).toEqual([given.below, given.quantile(share)])
            given.push(x)
            set.shift()
          }
        },
      ),
      { seed: 1, numRuns: 200 },
    )
  })

  it('stays shallow: a long trend, the worst for a plain tree, overflows no stack', () => {
    const ordered = new OrderedWindow(50_000)
    for (let i = 0; i < 120_000; i++) ordered.push(i)
    ordered.include(0)
    expect([0, 1, 50_000].map((k) => ordered.select(k))).toEqual([0, 70_000, 119_999])
  })
})
