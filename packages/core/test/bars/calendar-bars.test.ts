/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alwaysOpen,
  barBuilder,
  barCascade,
  fxWeek,
  usEquities,
  type BuiltBar,
  type SessionCalendar,
} from '../../src/bars/index.js'
import { BarGrid, nestsIn } from '../../src/bars/bar-grid.js'
import { barCloseTime, barOpenTime, type Timeframe } from '../../src/time/index.js'
import { tradeAt } from './made-trades.js'

const HOUR = 3_600_000

describe('BarGrid', () => {
  it('C1: equals barOpenTime and barCloseTime without a calendar, fractions of a millisecond included', () => {
    const timeframe = fc.constantFrom<Timeframe>('1s', '7m', '4h', '1d', '3d', '1w', '2w', '1M', '3M')
    fc.assert(
      fc.property(
        timeframe,
        fc.array(fc.integer({ min: -4e15, max: 4e15 }).map((us) => us / 1_000)),
        (frame, moments) => {
          const grid = new BarGrid(frame, null)
          for (const ts of moments) {
            expect(grid.seek(ts)).toBe(true)
            const open = barOpenTime(frame, ts)
            expect([grid.openTime, grid.closeTime]).toEqual([open, barCloseTime(frame, open)])
            expect(ts >= grid.openTime && ts < grid.closeTime).toBe(true)
          }
        },
      ),
    )
  })

  it('equals the UTC grid in a calendar of UTC days', () => {
    const timeframe = fc.constantFrom<Timeframe>('1s', '15m', '4h', '1d', '3d', '1w', '1M')
    fc.assert(
      fc.property(timeframe, fc.integer({ min: Date.UTC(2000), max: Date.UTC(2040) }), (frame, ts) => {
        const [plain, always] = [new BarGrid(frame, null), new BarGrid(frame, alwaysOpen())]
        for (const grid of [plain, always]) grid.seek(ts)
        expect([always.openTime, always.closeTime]).toEqual([plain.openTime, plain.closeTime])
        for (const grid of [plain, always]) grid.next()
        expect([always.openTime, always.closeTime]).toEqual([plain.openTime, plain.closeTime])
      }),
    )
  })

  it('C2: divides each session into bars that follow one another, and days, weeks, months into whole sessions', () => {
    const calendars: readonly SessionCalendar[] = [
      usEquities(),
      usEquities({ extended: true }),
      fxWeek(),
      alwaysOpen('America/New_York'),
    ]
    const seen = { clockChange: 0, cut: 0 }
    for (const calendar of calendars)
      for (const timeframe of ['1h', '4h', '1d', '1w', '1M'] as const) {
        const grid = new BarGrid(timeframe, calendar)
        const minutes = new BarGrid('30m', calendar)
        grid.seek(Date.UTC(2024, 0, 2))
        minutes.seek(grid.openTime)
        while (grid.openTime < Date.UTC(2025, 0, 1)) {
          expect(minutes.openTime).toBe(grid.openTime)
          let last = NaN
          while (minutes.closeTime <= grid.closeTime) {
            last = minutes.closeTime
            minutes.next()
          }
          expect(last).toBe(grid.closeTime)
          const hours = (grid.closeTime - grid.openTime) / HOUR
          if (timeframe === '1d' && (hours === 23 || hours === 25)) seen.clockChange++
          if (timeframe === '1h' && hours < 1) seen.cut++
          grid.next()
        }
      }
    // Sessions of 6.5 and of 3.5 hours end with half an hour. FX weeks are closed while New York’s clocks change; days from midnight to midnight are not.
    expect(seen).toEqual({ clockChange: 2, cut: 252 })
  })

  it('says which timeframes add up', () => {
    const pairs: readonly [Timeframe, Timeframe, boolean][] = [
      ['1m', '5m', true],
      ['7m', '1h', false],
      ['1d', '1w', true],
      ['2d', '2w', false],
      ['1w', '2w', true],
      ['1w', '1M', false],
      ['1d', '1M', true],
      ['1h', '1M', true],
      ['1M', '3M', true],
      ['2M', '3M', false],
      ['1M', '1d', false],
    ]
    for (const [part, whole, adds] of pairs) expect([part, whole, nestsIn(part, whole)]).toEqual([part, whole, adds])
  })
})

describe('bars of sessions', () => {
  it('C2: days of New York begin at its midnight, 05:00 UTC in winter and 04:00 in summer', () => {
    const bars: BuiltBar[] = []
    const calendar = alwaysOpen('America/New_York')
    const builder = barBuilder({ kind: 'time', timeframe: '1d', calendar }, (bar) => bars.push(bar))
    for (let hour = 0; hour < 24 * 5; hour++) builder.update(tradeAt(Date.UTC(2024, 2, 8, 5) + hour * HOUR, hour, 1))
    expect(bars.map(({ openTime, trades }) => [new Date(openTime).toISOString(), trades])).toEqual([
      ['2024-03-08T05:00:00.000Z', 24],
      ['2024-03-09T05:00:00.000Z', 24],
      ['2024-03-10T05:00:00.000Z', 23],
      ['2024-03-11T04:00:00.000Z', 24],
      ['2024-03-12T04:00:00.000Z', 24],
    ])
  })

  it('C2: a weekend has no empty bars, and trades in it are left out and counted', () => {
    const bars: BuiltBar[] = []
    const builder = barBuilder({ kind: 'time', timeframe: '1h', calendar: fxWeek(), empty: 'carry' }, (bar) =>
      bars.push(bar),
    )
    builder.update(tradeAt(Date.UTC(2024, 5, 7, 20, 30), 10, 1)) // Friday 16:30 in New York
    builder.update(tradeAt(Date.UTC(2024, 5, 8, 12), 99, 1)) // Saturday
    builder.update(tradeAt(Date.UTC(2024, 5, 9, 23), 11, 1)) // Sunday 19:00
    builder.finish()
    expect(
      bars.map(({ openTime, isEmpty, high }) => [new Date(openTime).toISOString().slice(0, 13), isEmpty, high]),
    ).toEqual([
      ['2024-06-07T20', false, 10],
      ['2024-06-09T21', true, 10],
      ['2024-06-09T22', true, 10],
      ['2024-06-09T23', false, 11],
    ])
    expect(builder.counts.outside).toBe(1)
  })

  it('C1, C2: a cascade in sessions gives the same days, weeks and months as builders of each', () => {
    for (const calendar of [usEquities(), fxWeek()]) {
      const frames: readonly Timeframe[] = ['1h', '4h', '1d', '1w', '1M']
      const all: BuiltBar[] = []
      const cascade = barCascade({ kind: 'time', timeframe: '30m', calendar }, frames, (bar) => all.push(bar))
      const single = frames.map((timeframe) => {
        const bars: BuiltBar[] = []
        return { timeframe, bars, builder: barBuilder({ kind: 'time', timeframe, calendar }, (bar) => bars.push(bar)) }
      })
      for (let at = 0; at < 20_000; at++) {
        const trade = tradeAt(Date.UTC(2024, 1, 1) + at * 301_000, 100 + ((at * 7919) % 101), (at % 9) / 4)
        for (const each of [cascade, ...single.map(({ builder }) => builder)]) each.update(trade)
      }
      for (const { timeframe, bars } of single) {
        expect(bars.length).toBeGreaterThan(1)
        expect(all.filter((bar) => bar.timeframe === timeframe)).toEqual(bars)
      }
    }
  })
})
