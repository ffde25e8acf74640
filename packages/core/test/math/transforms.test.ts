import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acos,
  asin,
  atan,
  atanAt,
  cosh,
  coshAt,
  exp,
  expAt,
  log,
  log10,
  logAt,
  sin,
  sinAt,
  sinh,
  sinhAt,
  tan,
  tanh,
} from '../../src/math/index.js'
import { ACOS, ASIN, COSH, LOG10, SINH, TAN, TANH } from './correct-transforms.js'
import { ulpsBetween } from './ulps.js'

type Transform = (x: number) => number

const CASES: readonly (readonly [string, Transform, Transform, readonly (readonly [number, number])[]])[] = [
  ['asin', asin, Math.asin, ASIN],
  ['acos', acos, Math.acos, ACOS],
  ['tan', tan, Math.tan, TAN],
  ['sinh', sinh, Math.sinh, SINH],
  ['cosh', cosh, Math.cosh, COSH],
  ['tanh', tanh, Math.tanh, TANH],
  ['log10', log10, Math.log10, LOG10],
]

describe.each(CASES)('%s', (name, ours, platform, table) => {
  it('is within two ulp of 480-digit arithmetic', () => {
    for (const [x, expected] of table)
      expect(ulpsBetween(ours(x), expected), `${name}(${x}) was ${ours(x)}`).toBeLessThanOrEqual(2)
  })

  it('is within four ulp of the platform', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -720, max: 720, noNaN: true })),
        (x) => ulpsBetween(ours(x), platform(x)) <= 4,
      ),
      { numRuns: 5000 },
    )
  })

  it('has the special values of IEEE doubles', () => {
    for (const x of [NaN, Infinity, -Infinity, 0, -0, 1, -1, 2, -2])
      expect(ulpsBetween(ours(x), platform(x)), `${name}(${x})`).toBeLessThanOrEqual(2)
    expect(Object.is(ours(-0), platform(-0))).toBe(true)
  })
})

it('log10 is exact for powers of ten', () => {
  for (let n = -22; n <= 22; n++) expect(log10(Number(`1e${n}`))).toBe(n)
})

describe.each([
  ['sinAt', sinAt, sin],
  ['atanAt', atanAt, atan],
  ['sinhAt', sinhAt, sinh],
  ['coshAt', coshAt, cosh],
  ['expAt', expAt, exp],
  ['logAt', logAt, log],
] as const)('%s', (_, inPlace, ours) => {
  it('puts there what the function returns, to the last bit, and leaves other places alone', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 4 }), fc.nat(), (list, any) => {
        const at = any % list.length
        const numbers = Float64Array.from(list)
        inPlace(numbers, at)
        expect([...numbers]).toEqual(list.map((x, place) => (place === at ? ours(x) : x)))
      }),
      { numRuns: 1000 },
    )
  })
})
