/** @module-tag zone */
import { instrument, timeframeMs } from '@tapeline/core'
import { expect, test } from 'vitest'

test('a test runs in the zone and language that it was promised, and no other', () => {
  const offset = new Date(Date.UTC(2024, 0, 1)).getTimezoneOffset()
  const locale = new Intl.NumberFormat().resolvedOptions().locale
  expect([
    [0, 'en-US'],
    [-345, 'tr-TR'],
  ]).toContainEqual([offset, locale])
})

test('names and lengths do not depend on where the program runs', () => {
  expect(instrument({ symbol: 'BIST100/TRY', venue: 'XIST', quote: 'TRY' }).id).toBe('BIST100/TRY@XIST')
  expect(timeframeMs('1d')).toBe(86_400_000)
})
