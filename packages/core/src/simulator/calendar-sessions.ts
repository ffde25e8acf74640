import { demand } from '../errors/index.js'
import type { Instrument, InstrumentId } from '../market/index.js'
import type { SessionCalendar } from '../time/session-calendar.js'
import { SessionFinder } from '../time/session-finder.js'
import type { TradingSession, TradingSessions } from './trading-sessions.js'

/**
 * The sessions of a calendar of `@tapeline/core/bars`, or of one calendar for each instrument by its id, for orders at
 * the open and at the close (`backtest({ sessions })`). Each session of a day has an open and a close of its own. Where
 * none follows within 400 days, such orders are rejected (`no_session`).
 *
 * @throws `BAD_PARAMETER` when a run begins, for an instrument that has no calendar.
 *
 * @example
 * ```ts
 * import { instrument } from '@tapeline/core'
 * import { usEquities } from '@tapeline/core/bars'
 * import { tradingSessions } from '@tapeline/core/trading'
 * const spy = instrument({ symbol: 'SPY/USD', venue: 'nyse', quote: 'USD', tickSize: 0.01, lotSize: 1 })
 * const sessions = tradingSessions(usEquities())
 * const { open, close } = sessions.of(spy)(Date.UTC(2024, 10, 28, 15)) // Thanksgiving
 * console.log(sessions.description, new Date(open).toISOString(), new Date(close).toISOString())
 * // us-equities 2024-11-29T14:30:00.000Z 2024-11-29T18:00:00.000Z
 * ```
 */
export function tradingSessions(
  calendars: SessionCalendar | Readonly<Record<InstrumentId, SessionCalendar>>,
): TradingSessions {
  const owner = 'tradingSessions'
  if (isCalendar(calendars))
    return Object.freeze({ description: calendars.name, of: () => sessionsIn(new SessionFinder(calendars)) })
  const entries = Object.entries(calendars)
  demand(entries.length > 0, owner, 'calendars', calendars, 'a calendar, or one for each instrument by its id')
  for (const [id, calendar] of entries)
    demand(isCalendar(calendar), owner, `calendars.${id}`, calendar, 'what sessionCalendar() makes')
  return Object.freeze({
    description: entries.map(([id, { name }]) => `${id}: ${name}`).join(', '),
    of({ id }: Instrument) {
      const calendar = calendars[id]
      demand(calendar !== undefined, owner, `calendars.${id}`, calendar, 'a calendar for each instrument of the run')
      return sessionsIn(new SessionFinder(calendar))
    },
  })
}

function sessionsIn(finder: SessionFinder): (ts: number) => TradingSession {
  return (ts) => {
    finder.seek(ts)
    return { open: finder.open, close: finder.close }
  }
}

function isCalendar(value: object): value is SessionCalendar {
  return 'sessions' in value && Array.isArray(value.sessions)
}
