import { demand } from '../errors/index.js'
import { barCloseTime, barOpenTime, timeframeMs, type Timeframe } from '../time/index.js'
import type { SessionCalendar } from '../time/session-calendar.js'
import { SessionFinder } from '../time/session-finder.js'

const DAY_MS = 86_400_000
/** 1969-12-29, the Monday of the first week of 1970, in days since 1970-01-01. */
const FIRST_MONDAY = -3

/**
 * The intervals of the bars of a timeframe, one after the other: on the UTC grid, or on a calendar's sessions. A moment
 * within the interval found last costs two comparisons.
 */
export class BarGrid {
  /** First moment of the interval found last, UTC epoch ms. */
  openTime: number = Infinity
  /** The first moment after it. */
  closeTime: number = -Infinity
  private readonly timeframe: Timeframe
  private readonly ms: number
  private readonly origin: number
  private readonly sessions: SessionFinder | null

  constructor(timeframe: Timeframe, calendar: SessionCalendar | null) {
    this.timeframe = timeframe
    this.ms = timeframeMs(timeframe) ?? NaN
    const fits = calendar === null || !(this.ms > DAY_MS) || this.ms % DAY_MS === 0
    demand(fits, 'calendar', 'timeframe', timeframe, 'less than a day, or whole days, weeks or months')
    this.origin = barOpenTime(timeframe, 0)
    this.sessions = calendar === null ? null : new SessionFinder(calendar)
  }

  /** Moves to the interval that a moment falls into, and says so; where nothing is traded then, to the next one. */
  seek(ts: number): boolean {
    const { sessions } = this
    if (sessions === null) {
      if (ts < this.openTime || ts >= this.closeTime) this.toUtc(ts)
      return true
    }
    const isOpen = sessions.seek(ts)
    const inside = isOpen ? ts : sessions.open
    if (inside < this.openTime || inside >= this.closeTime) this.toSession(sessions, inside)
    return isOpen
  }

  /** Is anything traded at a moment? Within a week's bar there are nights. */
  trades(ts: number): boolean {
    return this.sessions === null || this.sessions.seek(ts)
  }

  /** Moves to the interval after this one. */
  next(): void {
    this.seek(this.closeTime)
  }

  private toUtc(ts: number): void {
    const { ms } = this
    if (!(ms > 0)) {
      this.openTime = barOpenTime(this.timeframe, ts)
      this.closeTime = barCloseTime(this.timeframe, this.openTime)
      return
    }
    const open = this.origin + Math.floor((ts - this.origin) / ms) * ms
    // A fraction of a millisecond before the boundary may be rounded onto it by the division.
    this.openTime = ts < open ? open - ms : open
    this.closeTime = this.openTime + ms
  }

  private toSession(sessions: SessionFinder, ts: number): void {
    if (ts === Infinity) {
      this.openTime = Infinity
      this.closeTime = Infinity
      return
    }
    if (this.ms < DAY_MS) {
      this.openTime = sessions.open + Math.floor((ts - sessions.open) / this.ms) * this.ms
      this.closeTime = Math.min(this.openTime + this.ms, sessions.close)
      return
    }
    const from = this.firstDay(sessions.day)
    const span = sessions.span(from, this.dayAfter(from)) as { readonly open: number; readonly close: number }
    this.openTime = span.open
    this.closeTime = span.close
  }

  private firstDay(day: number): number {
    if (!(this.ms > 0)) return barOpenTime(this.timeframe, day * DAY_MS) / DAY_MS
    const days = this.ms / DAY_MS
    const origin = days % 7 === 0 ? FIRST_MONDAY : 0
    return origin + Math.floor((day - origin) / days) * days
  }

  private dayAfter(first: number): number {
    return this.ms > 0 ? first + this.ms / DAY_MS : barCloseTime(this.timeframe, first * DAY_MS) / DAY_MS
  }
}

/** Do bars of one timeframe always add up to bars of another, whatever the day? */
export function nestsIn(part: Timeframe, whole: Timeframe): boolean {
  const [short, long] = [timeframeMs(part), timeframeMs(whole)]
  if (short === null) return long === null && Number.parseInt(whole, 10) % Number.parseInt(part, 10) === 0
  if (long === null) return DAY_MS % short === 0
  // Weeks begin on Mondays, days are counted from a Thursday: what is longer than a day meets a Monday by chance only.
  return long % short === 0 && (short <= DAY_MS || short % (7 * DAY_MS) === 0 || long % (7 * DAY_MS) !== 0)
}
