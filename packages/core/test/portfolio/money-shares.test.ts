import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyRatio } from '../../src/portfolio/index.js'
import { convertMoney, moneyShare } from '../../src/portfolio/money-shares.js'
import { halfEven, rationalOf } from './rational.js'

const positive = fc.oneof(
  fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
  fc.integer({ min: 1, max: 1e9 }).map((digits) => digits / 1_000),
)
const scale = fc.integer({ min: 0, max: 18 })

describe('money in parts', () => {
  it('E8: is divided exactly and rounded once, half to even', () => {
    fc.assert(
      fc.property(positive, positive, positive, scale, fc.boolean(), (a, b, c, places, isNegative) => {
        const [x, y, z] = [rationalOf(isNegative ? -a : a), rationalOf(b), rationalOf(c)]
        const numerator = x.numerator * y.numerator * z.denominator
        const denominator = x.denominator * y.denominator * z.numerator
        expect(moneyRatio([isNegative ? -a : a, b], [c], places)).toBe(halfEven({ numerator, denominator }, places))
      }),
      { numRuns: 1_000 },
    )
    expect([moneyRatio([1], [8], 2), moneyRatio([3], [8], 2), moneyRatio([1], [3], 4)]).toEqual([12n, 38n, 3_333n])
  })

  it('E8: falls to shares that add up, and to other currencies at the decimal of their rate', () => {
    const amount = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })
    fc.assert(
      fc.property(
        amount,
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (money, a, b) => {
          const [part, whole] = a < b ? [a, b] : [b, a]
          expect(moneyShare(money, part, whole)).toBe(halfEven({ numerator: money * part, denominator: whole }, 0))
          expect(moneyShare(money, whole, whole)).toBe(money)
        },
      ),
    )
    fc.assert(
      fc.property(amount, scale, positive, scale, (money, from, rate, to) => {
        const { numerator, denominator } = rationalOf(rate)
        const exact = { numerator: money * numerator, denominator: denominator * 10n ** BigInt(from) }
        expect(convertMoney(money, from, rate, to)).toBe(halfEven(exact, to))
      }),
    )
  })
})
