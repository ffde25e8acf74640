/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alwaysOpen, fxWeek, usEquities } from '../../src/time/calendars.js'
import { sessionCalendar } from '../../src/time/session-calendar.js'
import { SessionFinder } from '../../src/time/session-finder.js'
import { TimeZone } from '../../src/time/time-zone.js'

describe('TimeZone', () => {
  it('C2: knows what New York’s clocks show around both changes', () => {
    const zone = new TimeZone('America/New_York')
    const spring = Date.UTC(2024, 2, 10, 7)
    const autumn = Date.UTC(2024, 10, 3, 6)
    expect([spring - 1, spring, autumn - 1, autumn].map((ts) => zone.offsetAt(ts) / 3_600_000)).toEqual([
      -5, -4, -4, -5,
    ])
    // 02:30 is skipped in spring, 01:30 is shown twice in autumn.
    expect(zone.instantOf(Date.UTC(2024, 2, 10, 2, 30))).toBe(Date.UTC(2024, 2, 10, 7, 30))
    expect(zone.instantOf(Date.UTC(2024, 10, 3, 1, 30))).toBe(Date.UTC(2024, 10, 3, 5, 30))
  })

  it('C2: agrees with the runtime’s own text at any moment, asked in any order', () => {
    const names = [
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kolkata',
      'America/Sao_Paulo',
      'UTC',
    ]
    const zones = names.map((name) => new TimeZone(name))
    const texts = names.map(
      (timeZone) => new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
    )
    const near = fc.constantFrom(
      Date.UTC(2024, 2, 10, 7),
      Date.UTC(2024, 10, 3, 6),
      Date.UTC(2024, 9, 5, 15, 30),
      Date.UTC(2018, 10, 4, 3),
    )
    const moment = fc.oneof(
      fc.integer({ min: Date.UTC(1990) / 1_000, max: Date.UTC(2040) / 1_000 }).map((s) => s * 1_000),
      fc.tuple(near, fc.integer({ min: -10 * 86_400, max: 10 * 86_400 })).map(([at, s]) => at + s * 1_000),
    )
    fc.assert(
      fc.property(
        fc.array(moment, { minLength: 1, maxLength: 6 }),
        fc.nat({ max: names.length - 1 }),
        (moments, at) => {
          const zone = zones[at] as TimeZone
          for (const ts of moments) {
            const local = ts + zone.offsetAt(ts)
            expect(new Date(local).toISOString().slice(0, 19).replace('T', ' ')).toBe(texts[at]?.format(ts))
            const back = zone.instantOf(local)
            expect(back + zone.offsetAt(back)).toBe(local)
            expect(ts - back).toBeGreaterThanOrEqual(0)
            expect(ts - back).toBeLessThanOrEqual(3_600_000)
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it('refuses a zone that is none', () => {
    expect(() => new TimeZone('Mars/Base')).toThrow(expect.objectContaining({ code: 'BAD_PARAMETER' }))
  })
})

describe('a session calendar', () => {
  it('C2: has FX days from 17:00 to 17:00 in New York, 23 and 25 hours long where the clocks change within', () => {
    const finder = new SessionFinder(fxWeek())
    // Sunday 2024-03-10: clocks went forward in the night before, at 07:00 UTC.
    expect(finder.seek(Date.UTC(2024, 2, 10, 20, 59))).toBe(false)
    expect([finder.open, finder.close]).toEqual([Date.UTC(2024, 2, 10, 21), Date.UTC(2024, 2, 11, 21)])
    expect(finder.seek(Date.UTC(2024, 2, 10, 21))).toBe(true)
    // The Friday before closes at 22:00 UTC, still in winter.
    expect(finder.seek(Date.UTC(2024, 2, 8, 21, 59))).toBe(true)
    expect(finder.close).toBe(Date.UTC(2024, 2, 8, 22))
    expect(finder.seek(Date.UTC(2024, 2, 8, 22))).toBe(false)
    expect(finder.open).toBe(Date.UTC(2024, 2, 10, 21))
    const berlin = new SessionFinder(alwaysOpen('Europe/Berlin'))
    const lengthAt = (ts: number): number => (berlin.seek(ts) ? (berlin.close - berlin.open) / 3_600_000 : NaN)
    expect([Date.UTC(2024, 2, 31, 12), Date.UTC(2024, 9, 27, 12), Date.UTC(2024, 5, 1)].map(lengthAt)).toEqual([
      23, 25, 24,
    ])
  })

  it('C2: opens New York at 14:30 UTC in winter and 13:30 in summer, and closes early after Thanksgiving', () => {
    const finder = new SessionFinder(usEquities())
    const at = (ts: number): readonly [boolean, string, string] => [
      finder.seek(ts),
      new Date(finder.open).toISOString(),
      new Date(finder.close).toISOString(),
    ]
    expect(at(Date.UTC(2024, 2, 8, 14, 30))).toEqual([true, '2024-03-08T14:30:00.000Z', '2024-03-08T21:00:00.000Z'])
    expect(at(Date.UTC(2024, 2, 9))).toEqual([false, '2024-03-11T13:30:00.000Z', '2024-03-11T20:00:00.000Z'])
    expect(at(Date.UTC(2024, 10, 28, 16))).toEqual([false, '2024-11-29T14:30:00.000Z', '2024-11-29T18:00:00.000Z'])
    expect(at(Date.UTC(2024, 10, 29, 18))[0]).toBe(false)
    const extended = new SessionFinder(usEquities({ extended: true }))
    expect([extended.seek(Date.UTC(2024, 10, 29, 21, 59)), extended.seek(Date.UTC(2024, 10, 29, 22))]).toEqual([
      true,
      false,
    ])
  })

  it('knows the holidays that the exchange published for 2013 and for 2021 to 2026', () => {
    // https://www.nyse.com/markets/hours-calendars, and the notices of the years before
    const published: Readonly<Record<number, string>> = {
      2013: '01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25',
      2021: '01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24',
      2022: '01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26',
      2023: '01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25',
      2024: '01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25',
      2025: '01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25',
      2026: '01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25',
    }
    const early: Readonly<Record<number, string>> = {
      2013: '07-03 11-29 12-24',
      2021: '11-26',
      2022: '11-25',
      2023: '07-03 11-24',
      2024: '07-03 11-29 12-24',
      2025: '07-03 11-28 12-24',
      2026: '11-27 12-24',
    }
    for (const [year, dates] of Object.entries(published)) {
      const { holidays, earlyCloses } = usEquities({ from: Number(year), to: Number(year) })
      expect(holidays).toEqual(dates.split(' ').map((date) => `${year}-${date}`))
      expect(Object.keys(earlyCloses)).toEqual(
        (early[Number(year)] as string).split(' ').map((date) => `${year}-${date}`),
      )
    }
  })

  it('C2: finds the same session whatever was asked before, and none where none is left', () => {
    const lunch = sessionCalendar({
      name: 'lunch',
      timeZone: 'Europe/London',
      sessions: [
        { days: [1, 2, 3, 4, 5], open: '08:00', close: '11:00' },
        { days: [1, 2, 3, 4, 5], open: '12:30', close: '16:30' },
        { days: [7], open: '20:00', close: '24:00' },
      ],
      holidays: ['2024-12-25', '2024-12-26'],
      earlyCloses: { '2024-12-24': '12:30' },
    })
    const worn = new SessionFinder(lunch)
    const seen = { inside: 0, pause: 0 }
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024) / 60_000, max: Date.UTC(2025) / 60_000 }), (minute) => {
        const ts = minute * 60_000
        const fresh = new SessionFinder(lunch)
        const isOpen = fresh.seek(ts)
        expect([worn.seek(ts), worn.open, worn.close, worn.day]).toEqual([isOpen, fresh.open, fresh.close, fresh.day])
        expect([fresh.close > ts, isOpen === fresh.open <= ts]).toEqual([true, true])
        seen[isOpen ? 'inside' : 'pause']++
      }),
      { numRuns: 500 },
    )
    expect(Math.min(seen.inside, seen.pause)).toBeGreaterThan(50)
    expect(worn.seek(Date.UTC(2024, 11, 24, 13))).toBe(false)
    expect(worn.open).toBe(Date.UTC(2024, 11, 27, 8))
    const once = new SessionFinder(
      sessionCalendar({ name: 'x', sessions: [{ days: [1], open: '09:00', close: '10:00' }], earlyCloses: {} }),
    )
    expect(once.seek(0)).toBe(false)
  })

  it('names what it cannot take', () => {
    const good = { days: [1], open: '09:00', close: '10:00' }
    const bad: readonly [string, object][] = [
      ['sessions', { sessions: [] }],
      ['close', { sessions: [{ ...good, close: '09:00' }] }],
      ['open', { sessions: [{ ...good, open: '9:00' }] }],
      ['days', { sessions: [{ ...good, days: [0] }] }],
      ['open', { sessions: [good, { ...good, open: '09:30' }] }],
      ['holidays', { holidays: ['2024-02-30'] }],
      ['earlyCloses.2024-01-02', { earlyCloses: { '2024-01-02': 'noon' } }],
      ['timeZone', { timeZone: 'nowhere' }],
    ]
    for (const [parameter, fault] of bad) {
      expect(() => sessionCalendar({ name: 'x', sessions: [good], ...fault })).toThrow(
        expect.objectContaining({ code: 'BAD_PARAMETER', details: expect.objectContaining({ parameter }) as unknown }),
      )
    }
    expect(() => usEquities({ from: 2000 })).toThrow(/2013/)
    expect(Object.isFrozen(usEquities())).toBe(true)
  })
})
