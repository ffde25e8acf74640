/** @module-tag zone */
import { describe, expect, it } from 'vitest'
import { formatAmount, formatNumber, formatPercent } from '../../src/report/format-number.js'

describe('numbers as text', () => {
  it.each([
    [1234567.891, 2, '1,234,567.89'],
    [-1234.5, 2, '-1,234.50'],
    [999.999, 2, '1,000.00'],
    [-0.001, 2, '0.00'],
    [-0, 0, '0'],
    [123, 0, '123'],
  ])('group thousands: %d with %d decimals is %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text)
  })

  it.each([NaN, Infinity, -Infinity])('W3: %d is a dash', (value) => {
    expect(formatNumber(value, 2)).toBe('—')
    expect(formatAmount(value)).toBe('—')
    expect(formatPercent(value)).toBe('—')
  })

  it('W3: huge values take an exponent', () => {
    expect(formatNumber(1e21, 2)).toBe('1.00e+21')
  })

  it.each([
    [0, '0.00'],
    [1234.5, '1,234.50'],
    [0.5, '0.500'],
    [0.000123456, '0.000123'],
    [-0.0421, '-0.0421'],
    [1e-12, '0.00000000'],
  ])('amounts keep three significant digits: %d is %s', (value, text) => {
    expect(formatAmount(value)).toBe(text)
  })

  it('percent', () => {
    expect(formatPercent(0.12345)).toBe('12.35 %')
    expect(formatPercent(-1, 0)).toBe('-100 %')
  })
})
