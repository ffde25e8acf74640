import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floorSteps, fromSteps, toSteps } from '../../src/symbols/index.js'

/** Decimal steps as venues publish them: units of the last place, and how many places. */
const decimalStep: fc.Arbitrary<{ readonly units: number; readonly places: number }> = fc.record({
  units: fc.constantFrom(1, 2, 3, 4, 5, 6, 25, 75, 100),
  places: fc.integer({ min: 0, max: 8 }),
})

describe('toSteps', () => {
  it('counts every decimal multiple of a decimal step, however many steps it is', () => {
    fc.assert(
      fc.property(decimalStep, fc.integer({ min: -1e12, max: 1e12 }), ({ units, places }, count) => {
        const step = decimal(BigInt(units), places)
        expect(toSteps(decimal(BigInt(count) * BigInt(units), places), step)).toBe(count)
      }),
      { numRuns: 2_000 },
    )
  })

  it('forgives the noise of one binary sum', () => {
    expect(toSteps(0.1 + 0.2, 0.1)).toBe(3)
    // 0.1234567 / 1e-8 is 12345670.000000002 in doubles.
    expect(toSteps(0.1234567, 1e-8)).toBe(12_345_670)
    expect(toSteps(64_321.12 + 0.01, 0.01)).toBe(6_432_113)
  })

  it('E9: refuses what lies between two steps', () => {
    fc.assert(
      fc.property(
        decimalStep,
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.integer({ min: 1, max: 9 }),
        ({ units, places }, count, tenth) => {
          const between = BigInt(count) * BigInt(units) * 10n + BigInt(tenth * units)
          expect(toSteps(decimal(between, places + 1), decimal(BigInt(units), places))).toBeNull()
        },
      ),
    )
    expect(toSteps(100.005, 0.01)).toBeNull()
  })

  it('E9: refuses NaN, infinities and counts beyond exact integers; -0 is no steps', () => {
    for (const value of [NaN, Infinity, -Infinity, 1e308, 2 ** 53]) expect(toSteps(value, 1)).toBeNull()
    expect(toSteps(2 ** 53 - 1, 1)).toBe(Number.MAX_SAFE_INTEGER)
    expect(toSteps(-0, 0.1)).toBe(0)
  })
})

describe('fromSteps', () => {
  it('gives the very double that the decimal is written as', () => {
    fc.assert(
      fc.property(decimalStep, fc.integer({ min: -1e12, max: 1e12 }), ({ units, places }, count) => {
        const step = decimal(BigInt(units), places)
        expect(fromSteps(count, step) === decimal(BigInt(count) * BigInt(units), places)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
    expect([fromSteps(3, 0.1), fromSteps(3, 0.6), fromSteps(7, 2.5), fromSteps(3, 100)]).toEqual([0.3, 1.8, 17.5, 300])
  })

  it('multiplies where a step is no short decimal', () => {
    expect(fromSteps(3, Math.PI)).toBe(3 * Math.PI)
  })
})

describe('floorSteps', () => {
  it('is the exact floor of a decimal, and forgives a hair below a step', () => {
    fc.assert(
      fc.property(
        decimalStep,
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        fc.integer({ min: 0, max: 2 }),
        ({ units, places }, digits, more) => {
          const unitsAtPlaces = BigInt(units) * 10n ** BigInt(more)
          const value = decimal(digits, places + more)
          expect(BigInt(floorSteps(value, decimal(BigInt(units), places)))).toBe(digits / unitsAtPlaces)
        },
      ),
      { numRuns: 2_000 },
    )
    expect(floorSteps(0.3 - 0.1, 0.1)).toBe(2)
    expect(floorSteps(0.29999, 0.1)).toBe(2)
  })

  it('is never below zero, and nothing for what is no number', () => {
    for (const value of [-1, -0.05, NaN, -Infinity, Infinity]) expect(floorSteps(value, 0.1)).toBe(0)
    expect(floorSteps(1e308, 1)).toBe(Number.MAX_SAFE_INTEGER)
  })
})

/** digits / 10^places as the double that its decimal text means. */
function decimal(digits: bigint, places: number): number {
  return Number(`${digits}e-${places}`)
}
