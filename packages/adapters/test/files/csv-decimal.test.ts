/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDecimal } from '../../src/files/csv-decimal.js'

describe('parseDecimal', () => {
  it('is bit-equal to Number() for every decimal that a double prints', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) =>
        Object.is(parse(String(x)), Number(String(x))),
      ),
      { numRuns: 2000 },
    )
  })

  it('is bit-equal to Number() for decimals of any length', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), maxLength: 25 })
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', '+'),
        digits,
        fc.constantFrom('', '.'),
        digits,
        (sign, whole, dot, fraction) => {
          const text = `${sign}${whole}${dot}${dot === '' ? '' : fraction}`
          const expected = whole === '' && (dot === '' || fraction === '') ? NaN : Number(text)
          expect(parse(text)).toBe(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    '',
    ' ',
    '.',
    '-',
    '+.',
    '0x10',
    '1e',
    'e5',
    '1_000',
    '1,000',
    '--1',
    '1-',
    'NaN',
    'Infinity',
    'null',
    '1 2',
    '१',
  ])('A2: takes %j for no number', (text: string) => {
    expect(parse(text)).toBeNaN()
  })

  it('lets a number too large become Infinity, which readers refuse', () => {
    expect(parse('1e400')).toBe(Infinity)
    expect(parse('1'.repeat(401))).toBeNaN()
  })
})

function parse(text: string): number {
  const bytes = new TextEncoder().encode(` ${text}\t,`)
  return parseDecimal(bytes, 1, bytes.length - 1)
}
