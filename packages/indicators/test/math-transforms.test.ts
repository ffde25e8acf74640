import { describe, expect, it } from 'vitest'
import { catalog } from '../src/index.js'
import { distance } from './golden/shared-data.js'
import { generator } from './random-columns.js'

/** What the platform computes, right but for its last bits. */
const PLATFORM: Readonly<Record<string, (x: number) => number>> = {
  acos: Math.acos,
  asin: Math.asin,
  atan: Math.atan,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
}

const OPERATORS: Readonly<Record<string, (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mult: (x, y) => x * y,
  div: (x, y) => x / y,
}

const random = generator(5)
const close = Float64Array.from({ length: 500 }, (_, i) => (random() - 0.5) * (i < 250 ? 2 : 2000))
const other = Float64Array.from(close, (_, i) => (i % 50 === 0 ? 0 : random() - 0.5))

describe('functions of numbers', () => {
  it.each(Object.entries(PLATFORM))(
    '%s is that of the platform to 1e-14, and nothing where that is no number',
    (name, of) => {
      const ours = catalog.get(name)?.batch({ close })['value'] as Float64Array
      const theirs = close.map((x) => (Number.isFinite(of(x)) && Math.abs(of(x)) < 1e100 ? of(x) : NaN))
      expect(distance(ours, theirs)).toBeLessThan(1e-14)
    },
  )

  it.each(Object.entries(OPERATORS))('%s is that of two columns, row by row', (name, of) => {
    const ours = catalog.get(name)?.batch({ high: close, low: other })['value'] as Float64Array
    const theirs = close.map((x, i) => of(x, other[i] as number))
    expect(ours).toEqual(theirs.map((z) => (Number.isFinite(z) ? z : NaN)))
  })
})
