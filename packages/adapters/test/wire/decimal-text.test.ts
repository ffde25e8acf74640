/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimal, exactDecimal, signedDecimal } from '../../src/wire/decimal-text.js'

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
      }),
      { numRuns: 3000 },
    )
    expect(long).toBeGreaterThan(300)
  })

  it('is handed on as a number exactly where that number is no other decimal', () => {
    const seen = { numbers: 0, texts: 0, longNumbers: 0 }
    fc.assert(
      fc.property(plain, (text) => {
        const value = exactDecimal(text)
        const significant = text.replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
        if (significant.length > 15) {
          seen.texts++
          expect(value).toBe(text)
          return
        }
        seen.numbers++
        if (text.length > 17) seen.longNumbers++
        expect(value).toBe(Number(text))
        expect(digitsOf(Number(value).toPrecision(15))).toBe(significant)
      }),
      { numRuns: 3000 },
    )
    expect(seen.texts).toBeGreaterThan(300)
    expect(seen.longNumbers).toBeGreaterThan(5)
    expect(seen.numbers).toBeGreaterThan(300)
  })

  it.each([
    ['61837.63000000', 61837.63],
    ['0.00000000', 0],
    ['0.0000000000000000000000', 0],
    ['123456789012345', 123456789012345],
    ['1234567890.00000000000', 1234567890],
    ['0.000000000000000000123', 1.23e-19],
    ['1234567890123456', '1234567890123456'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['100000000.12345678', '100000000.12345678'],
  ])('%s is handed on as %s', (text, value) => {
    expect(exactDecimal(text)).toBe(value)
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
    expect(exactDecimal(value)).toBeNaN()
  })

  it('A2: a minus stands before one decimal, where it is allowed at all', () => {
    expect(signedDecimal('-0.0003')).toBe(-0.0003)
    for (const text of ['--1', '-', '- 1', '-NaN']) expect(signedDecimal(text)).toBeNaN()
  })
})

/** Digits of a printed number, without the zeros at both ends. */
function digitsOf(printed: string): string {
  return printed.replace(/e.*$/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '')
}
