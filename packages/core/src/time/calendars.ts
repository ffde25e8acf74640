import { demand, demandKnown } from '../errors/index.js'
import { sessionCalendar, type SessionCalendar } from './session-calendar.js'
import { usHolidays } from './us-holidays.js'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const WORKING_DAYS = [1, 2, 3, 4, 5]

/**
 * Trading around the clock, with days that begin at midnight of a time zone; days are 23 or 25 hours long where the
 * clocks change. In UTC it is what bars do without a calendar.
 *
 * @param timeZone IANA name; UTC unless said.
 *
 * @example
 * ```ts
 * import { alwaysOpen } from '@tapeline/core/bars'
 * console.log(alwaysOpen('Europe/Berlin').name) // always-open Europe/Berlin
 * ```
 */
export function alwaysOpen(timeZone: string = 'UTC'): SessionCalendar {
  return sessionCalendar({
    name: `always-open ${timeZone}`,
    timeZone,
    sessions: [{ days: EVERY_DAY, open: '00:00', close: '24:00' }],
  })
}

/**
 * The week of FX: from Sunday 17:00 to Friday 17:00 in New York, each trading day from 17:00 to 17:00, so that there are
 * five daily bars a week and none of a few hours on Sunday.
 *
 * @param holidays trading days without trading, `YYYY-MM-DD`; none unless said: brokers differ.
 *
 * @example
 * ```ts
 * import { fxWeek } from '@tapeline/core/bars'
 * console.log(fxWeek().sessions[0]?.open) // 17:00
 * ```
 */
export function fxWeek(holidays: readonly string[] = []): SessionCalendar {
  return sessionCalendar({
    name: 'fx-week',
    timeZone: 'America/New_York',
    sessions: [{ days: WORKING_DAYS, open: '17:00', close: '17:00', opensDayBefore: true }],
    holidays,
  })
}

/** Which hours and years of US equities. */
export interface UsEquitiesOptions {
  /** 04:00 to 20:00 instead of 09:30 to 16:00; false unless said. */
  readonly extended?: boolean | undefined
  /** First year whose holidays are known, 2013 at least, as unless said. */
  readonly from?: number | undefined
  /** Last year whose holidays are known, 2100 at most; 2035 unless said. */
  readonly to?: number | undefined
  /** Further days without trading, `YYYY-MM-DD`. */
  readonly closed?: readonly string[] | undefined
}

/**
 * US equities in New York: 09:30 to 16:00, or 04:00 to 20:00 with `extended`, Mondays to Fridays.
 *
 * Holidays and 13:00 closings (17:00 with `extended`) follow the rules of the New York Stock Exchange since 2013, with the
 * days of mourning of 2018-12-05 and 2025-01-09; before `from` and after `to` no holiday is known. An unforeseen closing is
 * said with `closed`. Source: NYSE Rule 7.2 and its yearly notices.
 *
 * @example
 * ```ts
 * import { usEquities } from '@tapeline/core/bars'
 * const { holidays, earlyCloses } = usEquities({ from: 2024, to: 2024 })
 * console.log(holidays.length, holidays[2], earlyCloses['2024-11-29']) // 10 2024-02-19 13:00
 * ```
 */
export function usEquities(options: UsEquitiesOptions = {}): SessionCalendar {
  const owner = 'usEquities'
  demandKnown(owner, options, ['extended', 'from', 'to', 'closed'])
  const { extended = false, from = 2013, to = 2035, closed = [] } = options
  demand(typeof extended === 'boolean', owner, 'extended', extended, 'true or false')
  demand(Number.isInteger(from) && from >= 2013, owner, 'from', from, 'a year from 2013 on')
  demand(Number.isInteger(to) && to >= from && to <= 2100, owner, 'to', to, `a year from ${from} to 2100`)
  const { full, early } = usHolidays(from, to)
  return sessionCalendar({
    name: extended ? 'us-equities-extended' : 'us-equities',
    timeZone: 'America/New_York',
    sessions: [{ days: WORKING_DAYS, open: extended ? '04:00' : '09:30', close: extended ? '20:00' : '16:00' }],
    holidays: [...new Set([...full, ...closed])],
    earlyCloses: Object.fromEntries(early.map((date) => [date, extended ? '17:00' : '13:00'])),
  })
}
