/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, decimalSign, signedDecimal } from '../../src/wire/decimal-text.js'

const digits = fc.string({
  unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
  minLength: 1,
  maxLength: 19,
})
const plain = fc.tuple(digits, fc.option(digits)).map(([whole, part]) => (part === null ? whole : `${whole}.${part}`))

describe('decimal text', () => {
  it('is bit-equal to Number() for plain decimals of any length', () => {
    let long = 0
    fc.assert(
      fc.property(plain, (text) => {
        if (text.length > 17) long++
        expect(decimal(text)).toBe(Number(text))
        expect(signedDecimal(`-${text}`)).toBe(-Number(text))
        expect(decimalSign(text)).toBe(/[1-9]/.test(text) ? 1 : 0)
      }),
      { numRuns: 3000 },
    )
    expect(long).toBeGreaterThan(300)
  })

  it.each([
    ['nothing', ''],
    ['a word', 'NaN'],
    ['Infinity', 'Infinity'],
    ['hexadecimal', '0x10'],
    ['an exponent', '1e400'],
    ['a small exponent', '1e-8'],
    ['a plus', '+1'],
    ['a minus', '-1'],
    ['a blank before', ' 1'],
    ['a line end', '1\n'],
    ['a point before', '.5'],
    ['a point after', '5.'],
    ['two points', '1.2.3'],
    ['thousands', '1,000'],
    ['an underscore', '1_000'],
    ['other digits', '١٢٣'],
    ['full-width digits', '１'],
    ['41 digits', '1'.repeat(41)],
    ['a number', 1],
    ['null', null],
    ['undefined', undefined],
    ['an object', {}],
    ['an array', ['1']],
  ])('A2: %s is no decimal', (_name, value) => {
    expect(decimal(value)).toBeNaN()
    expect(decimalSign(value)).toBe(-1)
  })

  it('A2: a minus stands before one decimal, where it is allowed at all', () => {
    expect(signedDecimal('-0.0003')).toBe(-0.0003)
    for (const text of ['--1', '-', '- 1', '-NaN']) expect(signedDecimal(text)).toBeNaN()
  })
})
