/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { barCloseTime, barOpenTime, type Timeframe } from '../../src/time/index.js'

const DAY_MS = 86_400_000
/** Whole milliseconds over all that a Date can say, and densely around now and 1970; with microseconds near us. */
const moment: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -8.64e15 + 400_000 * DAY_MS, max: 8.64e15 - 400_000 * DAY_MS }),
  fc.integer({ min: Date.UTC(1960), max: Date.UTC(2040) }),
  fc.integer({ min: Date.UTC(2000) * 1_000, max: Date.UTC(2040) * 1_000 }).map((us) => us / 1_000),
)
const count: fc.Arbitrary<number> = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 400 }))

describe('barOpenTime and barCloseTime', () => {
  it('C2: draw months as the calendar does, in counts from January 1970', () => {
    fc.assert(
      fc.property(count, moment, (months, ts) => {
        expect(interval(`${months}M`, ts)).toEqual(monthsByDate(months, ts))
      }),
      { numRuns: 2_000 },
    )
  })

  it('C2: open every month of four centuries on its first midnight', () => {
    for (let month = -12 * 200; month < 12 * 200; month++) {
      const open = Date.UTC(1970, month)
      const next = Date.UTC(1970, month + 1)
      expect([interval('1M', open), interval('1M', next - 1), interval('1M', next).open]).toEqual([
        { open, close: next },
        { open, close: next },
        next,
      ])
    }
  })

  it('open weeks on Mondays, several weeks on every so many from 5 January 1970', () => {
    const monday = Date.UTC(1970, 0, 5)
    fc.assert(
      fc.property(count, moment, (weeks, ts) => {
        const ms = weeks * 7 * DAY_MS
        const into = (((ts - monday) % ms) + ms) % ms
        expect(interval(`${weeks}w`, ts)).toEqual({ open: ts - into, close: ts - into + ms })
        expect(interval(`${weeks * 7}d`, ts)).toEqual(interval(`${weeks}w`, ts))
      }),
    )
    fc.assert(
      fc.property(moment, (ts) => {
        const midnight = Date.UTC(1970, 0, 1 + Math.floor(ts / DAY_MS))
        const open = midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY_MS
        expect(interval('1w', ts)).toEqual({ open, close: open + 7 * DAY_MS })
      }),
    )
    // The Monday of the week in which bitcoin first crossed 100,000 dollars (Thursday 2024-12-05).
    expect(barOpenTime('1w', Date.UTC(2024, 11, 5, 2))).toBe(Date.UTC(2024, 11, 2))
  })

  it('count days, hours, minutes and seconds from 1970, odd counts too', () => {
    fc.assert(
      fc.property(count, fc.constantFrom('s', 'm', 'h', 'd' as const), moment, (n, unit, ts) => {
        const ms = n * { s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS }[unit]
        fc.pre(ms % (7 * DAY_MS) !== 0)
        const { open, close } = interval(`${n}${unit}`, ts)
        // The remainder of a division is exact where its quotient is not.
        const into = ((ts % ms) + ms) % ms
        expect({ open, close }).toEqual({ open: ts - into, close: ts - into + ms })
      }),
      { numRuns: 2_000 },
    )
  })

  it('C1: hold every moment in one bar, open included and close excluded', () => {
    const timeframe = fc
      .tuple(count, fc.constantFrom('s', 'm', 'h', 'd', 'w', 'M'))
      .map(([n, unit]) => `${n}${unit}` as Timeframe)
    fc.assert(
      fc.property(timeframe, moment, (frame, ts) => {
        const { open, close } = interval(frame, ts)
        expect([open <= ts, ts < close]).toEqual([true, true])
        expect(interval(frame, open)).toEqual({ open, close })
        expect(barOpenTime(frame, close)).toBe(close)
        expect(barCloseTime(frame, barOpenTime(frame, open - 1))).toBe(open)
      }),
      { numRuns: 2_000 },
    )
  })

  it('C1: know a microsecond before midnight from midnight', () => {
    const midnight = Date.UTC(2024, 0, 1)
    for (const frame of ['1s', '1m', '4h', '1d', '1w', '1M', '3M', '12M'] as const) {
      expect([frame, barOpenTime(frame, midnight)]).toEqual([frame, midnight])
      expect([frame, barCloseTime(frame, barOpenTime(frame, midnight - 0.001))]).toEqual([frame, midnight])
    }
  })
})

function interval(timeframe: string, ts: number): { readonly open: number; readonly close: number } {
  const open = barOpenTime(timeframe as Timeframe, ts)
  return { open, close: barCloseTime(timeframe as Timeframe, open) }
}

/** The same by the calendar of Date. */
function monthsByDate(count: number, ts: number): { readonly open: number; readonly close: number } {
  const date = new Date(Math.floor(ts))
  const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
  const first = Math.floor(months / count) * count
  return { open: Date.UTC(1970, first), close: Date.UTC(1970, first + count) }
}
