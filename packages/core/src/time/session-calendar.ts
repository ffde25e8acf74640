import { demand, demandKnown } from '../errors/index.js'
import { dayNumber } from './day-number.js'
import { TimeZone } from './time-zone.js'

/** A stretch of trading, by the calendar's own clocks. */
export interface SessionHours {
  /** Trading days on which it is held: 1 Monday … 7 Sunday. */
  readonly days: readonly number[]
  /** Its first moment, `HH:MM`. */
  readonly open: string
  /** The first moment after it, `HH:MM` up to `24:00`. */
  readonly close: string
  /** It opens on the evening before its trading day, as FX and futures do; false unless said. */
  readonly opensDayBefore?: boolean | undefined
}

/** When a market trades: plain frozen data, that may travel as JSON. */
export interface SessionCalendar {
  /** Its name, for messages and keys. */
  readonly name: string
  /** IANA name of the zone whose clocks its hours mean. */
  readonly timeZone: string
  /** Sessions of each trading day, in order. */
  readonly sessions: readonly SessionHours[]
  /** Trading days without trading, `YYYY-MM-DD`. */
  readonly holidays: readonly string[]
  /** Trading days that end early: `YYYY-MM-DD` to the last close, `HH:MM`. */
  readonly earlyCloses: Readonly<Record<string, string>>
}

/** What a calendar is made of. */
export interface SessionCalendarOptions {
  /** Its name, for messages and keys. */
  readonly name: string
  /** IANA name of the zone whose clocks its hours mean; UTC unless said. */
  readonly timeZone?: string | undefined
  /** Sessions of each trading day, in order, not overlapping; at most 8. */
  readonly sessions: readonly SessionHours[]
  /** Trading days without trading, `YYYY-MM-DD`; none unless said, at most 10000. */
  readonly holidays?: readonly string[] | undefined
  /** Trading days that end early, with their last close, `HH:MM`; none unless said. */
  readonly earlyCloses?: Readonly<Record<string, string>> | undefined
}

/**
 * A calendar of trading sessions, checked and frozen. Daily, weekly and monthly bars go from the first open of their
 * trading days to the last close; shorter ones are counted from each session's open and cut at its close.
 *
 * Changes of the clocks follow the runtime's own time zone tables. `BAD_PARAMETER` names what cannot be.
 *
 * @example
 * ```ts
 * import { sessionCalendar } from '@tapeline/core/bars'
 * const tokyo = sessionCalendar({
 *   name: 'tokyo',
 *   timeZone: 'Asia/Tokyo',
 *   sessions: [
 *     { days: [1, 2, 3, 4, 5], open: '09:00', close: '11:30' },
 *     { days: [1, 2, 3, 4, 5], open: '12:30', close: '15:30' },
 *   ],
 *   holidays: ['2026-01-01'],
 * })
 * console.log(tokyo.sessions.length) // 2
 * ```
 */
export function sessionCalendar(options: SessionCalendarOptions): SessionCalendar {
  demandKnown(OWNER, options, ['name', 'timeZone', 'sessions', 'holidays', 'earlyCloses'])
  const { name, timeZone = 'UTC', sessions, holidays = [], earlyCloses = {} } = options
  demand(typeof name === 'string' && name !== '', OWNER, 'name', name, 'a name')
  new TimeZone(timeZone)
  demand(
    Array.isArray(sessions) && sessions.length > 0 && sessions.length <= 8,
    OWNER,
    'sessions',
    sessions,
    'from 1 to 8 sessions',
  )
  sessions.forEach((session, at) => checkSession(session, sessions.slice(0, at)))
  demand(Array.isArray(holidays) && holidays.length <= 10_000, OWNER, 'holidays', holidays, 'at most 10000 dates')
  for (const date of [...holidays, ...Object.keys(earlyCloses)]) {
    demand(dayNumber(date) !== null, OWNER, 'holidays', date, 'a date, YYYY-MM-DD')
  }
  for (const [date, close] of Object.entries(earlyCloses)) {
    demand(clockMs(close) !== null, OWNER, `earlyCloses.${date}`, close, 'a time, HH:MM')
  }
  return Object.freeze({
    name,
    timeZone,
    sessions: Object.freeze(
      sessions.map(({ days, open, close, opensDayBefore = false }) =>
        Object.freeze({ days: Object.freeze([...days]), open, close, opensDayBefore }),
      ),
    ),
    holidays: Object.freeze([...holidays]),
    earlyCloses: Object.freeze({ ...earlyCloses }),
  })
}

/** A session's stretch in ms from the midnight that its trading day begins with, on the calendar's clocks. */
export function sessionStretch({ open, close, opensDayBefore = false }: SessionHours): {
  readonly open: number
  readonly close: number
} {
  return { open: (clockMs(open) as number) - (opensDayBefore ? DAY_MS : 0), close: clockMs(close) as number }
}

/** `HH:MM` in ms since midnight, null where it is none. */
export function clockMs(text: string): number | null {
  const match = typeof text === 'string' ? /^(\d\d):([0-5]\d)$/.exec(text) : null
  if (match === null) return null
  const ms = Number(match[1]) * 3_600_000 + Number(match[2]) * 60_000
  return ms <= DAY_MS ? ms : null
}

const OWNER = 'sessionCalendar'
const DAY_MS = 86_400_000

function checkSession(session: SessionHours, before: readonly SessionHours[]): void {
  demandKnown(OWNER, session, ['days', 'open', 'close', 'opensDayBefore'])
  const { days, open, close } = session
  const areDays = Array.isArray(days) && days.length > 0 && days.every((day) => [1, 2, 3, 4, 5, 6, 7].includes(day))
  demand(areDays, OWNER, 'days', days, 'days of the week, 1 Monday to 7 Sunday')
  demand(clockMs(open) !== null, OWNER, 'open', open, 'a time, HH:MM')
  demand(clockMs(close) !== null, OWNER, 'close', close, 'a time, HH:MM')
  const own = sessionStretch(session)
  demand(own.close > own.open && own.close - own.open <= DAY_MS, OWNER, 'close', close, `a time after open ${open}`)
  const sameDay = before.filter((other) => other.days.some((day) => days.includes(day)))
  const isAfter = sameDay.every((other) => sessionStretch(other).close <= own.open)
  demand(isAfter, OWNER, 'open', open, 'a time at or after the close of the sessions before it')
}
