import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atan, cos, sin } from '../../src/math/index.js'
import { ATAN, SIN_COS } from './correct-angles.js'
import { ulpsBetween } from './ulps.js'

const angle = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

describe('atan', () => {
  it('is within one ulp of 480-digit arithmetic', () => {
    for (const [x, expected] of ATAN) expect(ulpsBetween(atan(x), expected), `atan(${x})`).toBeLessThanOrEqual(1)
  })

  it('is within two ulp of the platform for every double', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ noNaN: true })),
        (x) => ulpsBetween(atan(x), Math.atan(x)) <= 2,
      ),
      { numRuns: 10_000 },
    )
  })

  it('rises with x, and turns its sign with it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        expect(atan(-a)).toBe(-atan(a))
        expect(atan(Math.min(a, b))).toBeLessThanOrEqual(atan(Math.max(a, b)))
      }),
    )
  })

  it('has the special values of IEEE doubles', () => {
    for (const x of [NaN, Infinity, -Infinity, 0, -0, 1, -1]) expect(Object.is(atan(x), Math.atan(x))).toBe(true)
  })
})

describe('sin and cos', () => {
  it('are within one ulp of 480-digit arithmetic, however large the angle', () => {
    for (const [x, sine, cosine] of SIN_COS) {
      expect(ulpsBetween(sin(x), sine), `sin(${x})`).toBeLessThanOrEqual(1)
      expect(ulpsBetween(cos(x), cosine), `cos(${x})`).toBeLessThanOrEqual(1)
    }
  })

  it('are within two ulp of the platform', () => {
    fc.assert(
      fc.property(angle, (x) => ulpsBetween(sin(x), Math.sin(x)) <= 2 && ulpsBetween(cos(x), Math.cos(x)) <= 2),
      { numRuns: 10_000 },
    )
  })

  it('stand on one circle', () => {
    fc.assert(fc.property(angle, (x) => Math.abs(sin(x) * sin(x) + cos(x) * cos(x) - 1) < 5e-16))
    fc.assert(fc.property(angle, (x) => Object.is(sin(-x), -sin(x)) && cos(-x) === cos(x)))
  })

  it('have the special values of IEEE doubles', () => {
    for (const x of [NaN, Infinity, -Infinity, 0, -0]) {
      expect(Object.is(sin(x), Math.sin(x))).toBe(true)
      expect(Object.is(cos(x), Math.cos(x))).toBe(true)
    }
  })
})
