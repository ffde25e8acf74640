import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HigherMomentsWindow } from '../../src/window/index.js'

const stream = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -400, max: 400 }) },
    { weight: 3, arbitrary: fc.constantFrom(0, 100) },
    { weight: 1, arbitrary: fc.constantFrom(1_000_000, -1_000_000) },
  ),
  { minLength: 1, maxLength: 120, size: 'max' },
)

describe('HigherMomentsWindow', () => {
  it('is what two passes over the window and the newest number give, at any level of price', () => {
    let turns = 0
    let worst = 0
    fc.assert(
      fc.property(fc.nat({ max: 9 }), fc.constantFrom(0, 65_536, 1e9), stream, (length, level, steps) => {
        const moments = new HigherMomentsWindow(length)
        steps.forEach((step, i) => {
          const x = level + step / 128
          if (i >= length) {
            moments.include(level * 3 + 17)
            moments.include(x)
            const window = steps.slice(i - length, i + 1).map((y) => y / 128)
            const mean = window.reduce((all, y) => all + y, 0) / window.length
            const power = (n: number, of = (y: number): number => y): number =>
              window.reduce((all, y) => all + of(y - mean) ** n, 0)
            const scale = (n: number): number => power(n, Math.abs) || 1e-300
            expect(Math.abs(moments.mean - level - mean)).toBeLessThanOrEqual(1e-14 * (level + scale(1)))
            const off = [
              Math.abs(moments.squares - power(2)) / scale(2),
              Math.abs(moments.cubes - power(3)) / scale(3),
              Math.abs(moments.fourths - power(4)) / scale(4),
            ]
            // A flat window's powers are exactly 0 in both; the mean of others is rounded in both.
            if (new Set(window).size === 1) expect([moments.squares, moments.cubes, moments.fourths]).toEqual([0, 0, 0])
            else worst = Math.max(worst, ...off)
          }
          if (length > 0 && i > 0 && i % length === 0) turns++
          moments.push(x)
        })
      }),
      { seed: 1, numRuns: 300 },
    )
    expect(turns).toBeGreaterThan(500)
    expect(worst).toBeLessThan(1e-11)
  })

  it('C7: a flat window deviates by exactly 0, also after a wild one', () => {
    const moments = new HigherMomentsWindow(20)
    for (let i = 0; i < 50; i++) moments.push(i % 7 === 0 ? 1e12 : i / 10)
    for (let i = 0; i < 20; i++) moments.push(0.1)
    moments.include(0.1)
    expect([moments.mean, moments.squares, moments.cubes, moments.fourths]).toEqual([0.1, 0, 0, 0])
  })
})
