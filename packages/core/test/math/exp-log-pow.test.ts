import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exp, log, pow } from '../../src/math/index.js'
import { EXP, LOG, POW } from './correctly-rounded.js'
import { ulpsBetween } from './ulps.js'

const SPECIAL = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  1,
  -1,
  2,
  -2,
  0.5,
  -0.5,
  3,
  -3,
  5e-324,
  -5e-324,
  1e-310,
  1.7976931348623157e308,
  -1.7976931348623157e308,
]

describe('exp', () => {
  it('is within one ulp of 80-digit arithmetic', () => {
    for (const [x, expected] of EXP) expect(ulpsBetween(exp(x), expected), `exp(${x})`).toBeLessThanOrEqual(1)
  })

  it('is within two ulp of the platform over the whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: -745, max: 709, noNaN: true }), (x) => ulpsBetween(exp(x), Math.exp(x)) <= 2),
      { numRuns: 5000 },
    )
  })

  it('has the special values and limits of IEEE doubles', () => {
    for (const x of SPECIAL.filter((v) => Math.abs(v) !== 1 && Math.abs(v) !== 3))
      expect(ulpsBetween(exp(x), Math.exp(x))).toBe(0)
    expect(exp(709.782712893384)).toBeLessThan(Infinity)
    expect(exp(709.7827128933841)).toBe(Infinity)
    expect(exp(-745.1332191019411)).toBe(5e-324)
    expect(exp(-745.1332191019412)).toBe(0)
  })
})

describe('log', () => {
  it('is within one ulp of 80-digit arithmetic', () => {
    for (const [x, expected] of LOG) expect(ulpsBetween(log(x), expected), `log(${x})`).toBeLessThanOrEqual(1)
  })

  it('is within two ulp of the platform for every positive double', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5e-324, max: 1.7976931348623157e308, noNaN: true }),
        (x) => ulpsBetween(log(x), Math.log(x)) <= 2,
      ),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 2, noNaN: true }), (x) => ulpsBetween(log(x), Math.log(x)) <= 2),
      { numRuns: 5000 },
    )
  })

  it('has the special values of IEEE doubles', () => {
    for (const x of SPECIAL) expect(ulpsBetween(log(x), Math.log(x)), `log(${x})`).toBeLessThanOrEqual(1)
    expect(Object.is(log(1), 0)).toBe(true)
    expect(log(0)).toBe(-Infinity)
    expect(log(-1)).toBeNaN()
  })
})

describe('pow', () => {
  it('is within one ulp of 80-digit arithmetic', () => {
    for (const [x, y, expected] of POW)
      expect(ulpsBetween(pow(x, y), expected), `pow(${x}, ${y})`).toBeLessThanOrEqual(1)
  })

  it('is within two ulp of the platform', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (x, y) => ulpsBetween(pow(x, y), Math.pow(x, y)) <= 2,
      ),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(
        fc.double({ min: 0.9, max: 1.1, noNaN: true }),
        fc.double({ min: -7000, max: 7000, noNaN: true }),
        (x, y) => ulpsBetween(pow(x, y), Math.pow(x, y)) <= 2,
      ),
      { numRuns: 5000 },
    )
  })

  it('is exact for whole powers that a double can hold', () => {
    for (let base = 2; base <= 12; base++) {
      for (let n = 0, exact = 1n; exact < 1n << 53n; n++, exact *= BigInt(base))
        expect(pow(base, n)).toBe(Number(exact))
    }
  })

  it('has the special values of ECMAScript', () => {
    for (const x of SPECIAL) {
      for (const y of SPECIAL) expect(ulpsBetween(pow(x, y), Math.pow(x, y)), `pow(${x}, ${y})`).toBeLessThanOrEqual(1)
    }
    for (const [x, y] of [
      [-0, -1],
      [-0, 3],
      [-2, 3],
      [-2, 0.5],
      [-Infinity, -3],
      [-1, 1e300],
    ] as const) {
      expect(Object.is(pow(x, y), Math.pow(x, y))).toBe(true)
    }
  })
})
