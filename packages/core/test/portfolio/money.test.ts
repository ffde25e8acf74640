import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTapelineError } from '../../src/errors/index.js'
import { decimalOf, moneyOf, moneyProduct, moneyToNumber, moneyToText } from '../../src/portfolio/index.js'
import { caught } from '../caught.js'
import { halfEven, rationalOf } from './rational.js'

const finite: fc.Arbitrary<number> = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc
    .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 12 }))
    .map(([digits, places]) => Number(`${digits}e-${places}`)),
)
const scale: fc.Arbitrary<number> = fc.integer({ min: 0, max: 18 })

describe('decimalOf', () => {
  it('is a decimal that reads back as the same double, whatever the double', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const { digits, places } = decimalOf(value)
        expect(places).toBeGreaterThanOrEqual(0)
        expect(Number(`${digits}e-${places}`) === value).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  it('takes a double for the decimal that it prints as', () => {
    const values = [0.1, -0.1, 1e-7, 1.5e-7, 1e21, 1.25e22, 5e-324, -0, 64_321.12]
    expect(values.map(decimalOf)).toEqual([
      { digits: 1n, places: 1 },
      { digits: -1n, places: 1 },
      { digits: 1n, places: 7 },
      { digits: 15n, places: 8 },
      { digits: 10n ** 21n, places: 0 },
      { digits: 125n * 10n ** 20n, places: 0 },
      { digits: 5n, places: 324 },
      { digits: 0n, places: 0 },
      { digits: 6_432_112n, places: 2 },
    ])
  })

  it('E9: refuses what is no finite number', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(
        isTapelineError(
          caught(() => decimalOf(value)),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
      expect(
        isTapelineError(
          caught(() => moneyProduct([1, value], 8)),
          'BAD_PARAMETER',
        ),
      ).toBe(true)
    }
  })
})

describe('moneyOf', () => {
  it('rounds half to even, as exact fractions do', () => {
    fc.assert(
      fc.property(finite, scale, (value, places) => {
        expect(moneyOf(value, places)).toBe(halfEven(rationalOf(value), places))
      }),
      { numRuns: 2_000 },
    )
    const halves = [0.005, 0.015, 0.025, -0.005, -0.015, -0.025, 0.0051, -0.0051, 2.675]
    expect(halves.map((value) => moneyOf(value, 2))).toEqual([0n, 2n, 2n, 0n, -2n, -2n, 1n, -1n, 268n])
  })
})

describe('moneyProduct', () => {
  it('multiplies decimals exactly and rounds once', () => {
    fc.assert(
      fc.property(fc.array(finite, { maxLength: 4 }), scale, (factors, places) => {
        const exact = factors.map(rationalOf).reduce(
          (product, factor) => ({
            numerator: product.numerator * factor.numerator,
            denominator: product.denominator * factor.denominator,
          }),
          { numerator: 1n, denominator: 1n },
        )
        expect(moneyProduct(factors, places)).toBe(halfEven(exact, places))
      }),
      { numRuns: 2_000 },
    )
  })

  it('knows no binary noise: 0.1 x 3 is 0.3, and a fee of ten basis points is that', () => {
    expect(moneyProduct([0.1, 3], 18)).toBe(3n * 10n ** 17n)
    expect(moneyProduct([64_321.12, 0.12345678, 0.001], 13)).toBe(79_408_783_611_936n)
  })
})

describe('moneyToNumber', () => {
  it('gives the nearest double of any amount at any scale to 22 places', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
        fc.nat(60),
        fc.integer({ min: 0, max: 22 }),
        (digits, bits, places) => {
          const money = digits >> BigInt(bits)
          expect(moneyToNumber(money, places) === Number(`${money}e-${places}`)).toBe(true)
        },
      ),
      { numRuns: 5_000 },
    )
  })

  it('comes back to the same money for what a double can say', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }), scale, (money, places) => {
        expect(moneyOf(moneyToNumber(money, places), places)).toBe(money)
      }),
    )
  })
})

describe('moneyToText', () => {
  it('writes every digit', () => {
    const cases: [bigint, number, string][] = [
      [0n, 2, '0.00'],
      [5n, 2, '0.05'],
      [-5n, 2, '-0.05'],
      [123_456n, 2, '1234.56'],
      [-7n, 0, '-7'],
      [10n ** 30n + 1n, 18, '1000000000000.000000000000000001'],
    ]
    for (const [money, places, text] of cases) expect(moneyToText(money, places)).toBe(text)
  })
})
