/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dailyClose } from '../../src/time/index.js'
import { caught } from '../caught.js'

const MINUTE = 60_000

describe('dailyClose', () => {
  it('is the next midnight UTC unless said', () => {
    const end = dailyClose()
    expect(end(Date.UTC(2024, 0, 1))).toBe(Date.UTC(2024, 0, 2))
    expect(end(Date.UTC(2024, 0, 2) - 0.001)).toBe(Date.UTC(2024, 0, 2))
  })

  it('goes by the clock of its place, summer and winter', () => {
    const end = dailyClose({ timeZone: 'America/New_York', close: '16:00' })
    expect(end(Date.UTC(2024, 2, 8, 21))).toBe(Date.UTC(2024, 2, 9, 21))
    expect(end(Date.UTC(2024, 2, 9, 21))).toBe(Date.UTC(2024, 2, 10, 20))
    expect(end(Date.UTC(2024, 10, 2, 20))).toBe(Date.UTC(2024, 10, 3, 21))
  })

  it('is the first moment after another at which the clock shows it, whatever the place', () => {
    const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC')
    const days = fc.integer({ min: 0, max: 365 * 4 })
    const springs = fc.constantFrom(799, 826, 1_037, 1_038, 827)
    fc.assert(
      fc.property(
        zones,
        fc.oneof(days, springs),
        fc.nat(1_439),
        fc.constantFrom('16:00', '09:30', '00:00', '23:59'),
        (timeZone, day, minute, close) => {
          const ts = Date.UTC(2022, 0, 1) + (day * 1_440 + minute) * MINUTE
          const end = dailyClose({ timeZone, close })(ts)
          const shown = new Intl.DateTimeFormat('en-GB', {
            timeZone,
            hour: '2-digit',
            minute: '2-digit',
            hourCycle: 'h23',
          })
          expect(shown.format(end)).toBe(close)
          const ahead = (end - ts) / MINUTE
          expect(ahead).toBeGreaterThan(0)
          // 25 hours at most, where the clocks go back.
          expect(ahead).toBeLessThanOrEqual(1_500)
          for (let step = 1; step < ahead; step += 15) expect(shown.format(ts + step * MINUTE)).not.toBe(close)
          if (ahead > 1_000) expect(shown.format(end - 15 * MINUTE)).not.toBe(close)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('names what cannot be', () => {
    for (const options of [{ close: '24:00' }, { close: '9:30' }, { timeZone: 'Mars/Olympus' }, { zone: 'UTC' }])
      expect(caught(() => dailyClose(options as object))).toMatchObject({
        code: 'zone' in options ? 'UNKNOWN_PARAMETER' : 'BAD_PARAMETER',
      })
  })
})
