/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalStep, OFF_STEP, TOO_LARGE, wireNumber, wireSteps } from '../../src/book/decimal-step.js'

const step = (value: number) => decimalStep('test', 'step', value)
const steps = [1e-8, 0.0001, 0.01, 0.5, 0.25, 0.3, 1, 10].map(step)

/** At most 15 digits, their point anywhere. */
const text = fc
  .tuple(fc.nat({ max: 999_999_999_999_999 }), fc.nat(14), fc.nat(14), fc.constantFrom('', '0', '00000000'))
  .map(([digits, cut, places, zeros]) => {
    const kept = String(Math.floor(digits / 10 ** cut)).padStart(places + 1, '0')
    return places === 0 ? kept : `${kept.slice(0, -places)}.${kept.slice(-places)}${zeros}`
  })

describe('steps of a decimal', () => {
  it('are the same for a number as for its text of at most 15 digits, and exact', () => {
    const seen = { on: 0, off: 0, tooLarge: 0, beyondDigits: 0 }
    fc.assert(
      fc.property(text, fc.constantFrom(...steps), (decimal, tick) => {
        const found = wireSteps(Number(decimal), tick)
        expect(found).toBe(wireSteps(decimal, tick))
        expect(wireNumber(Number(decimal))).toBe(wireNumber(decimal))
        // The slow way: both as whole numbers of 1e-22.
        const [whole = '', part = ''] = decimal.split('.')
        const units = BigInt(whole + part.padEnd(22, '0'))
        const unit = BigInt(tick.units) * 10n ** BigInt(22 - tick.decimals)
        if (found === TOO_LARGE) {
          seen.tooLarge++
          expect(units / 10n ** BigInt(22 - tick.decimals)).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
        } else if (units % unit === 0n) {
          seen.on++
          expect(BigInt(found)).toBe(units / unit)
          if (found * tick.units >= 1e15) seen.beyondDigits++
        } else {
          seen.off++
          expect(found).toBe(OFF_STEP)
        }
      }),
      { numRuns: 5000 },
    )
    expect(seen.on).toBeGreaterThan(1000)
    expect(seen.off).toBeGreaterThan(1000)
    expect(seen.tooLarge).toBeGreaterThan(100)
    expect(seen.beyondDigits).toBeGreaterThan(20)
  })

  it.each([
    [0.1 + 0.2, 0.1, 3],
    [0.1 * 3 - 0.2, 0.1, 1],
    [0.30000000000001, 0.1, OFF_STEP],
    [100.00000000001, 0.01, OFF_STEP],
    [5e-324, 0.01, OFF_STEP],
    [1e-9, 0.01, OFF_STEP],
    [1e21, 0.01, TOO_LARGE],
    [1e300, 0.01, TOO_LARGE],
    [-0, 0.01, 0],
    [1e-7, 1e-8, 10],
    ['1E-7', 1e-8, 10],
  ])(
    '%s is counted in steps of %s: noise of a calculation is overlooked, another decimal is not',
    (value, tick, count) => {
      expect(wireSteps(value, step(tick))).toBe(count)
    },
  )
})
