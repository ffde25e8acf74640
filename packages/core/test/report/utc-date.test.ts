/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utcDate, utcMidnight } from '../../src/report/utc-date.js'

describe('UTC dates by our own arithmetic', () => {
  it('agree with Date from the year 1000 to 2999, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_609_792_000, max: 32_503_679_999 }), (seconds) => {
        const date = new Date(seconds * 1000)
        expect(utcDate(seconds * 1000)).toEqual({
          year: date.getUTCFullYear(),
          month: date.getUTCMonth() + 1,
          day: date.getUTCDate(),
          hour: date.getUTCHours(),
          minute: date.getUTCMinutes(),
          second: date.getUTCSeconds(),
        })
      }),
    )
  })

  it('turn back into the midnight they came from, months rolling over years', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 2999 }),
        fc.integer({ min: -20, max: 40 }),
        fc.integer({ min: 1, max: 28 }),
        (year, month, day) => {
          expect(utcMidnight(year, month, day)).toBe(Date.UTC(year, month - 1, day))
        },
      ),
    )
  })

  it('keep the fraction of a millisecond out of the second', () => {
    expect(utcDate(1_704_067_199_999.9)).toEqual({ year: 2023, month: 12, day: 31, hour: 23, minute: 59, second: 59 })
  })
})
