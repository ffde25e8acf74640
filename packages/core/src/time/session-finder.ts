import { clockMs, sessionStretch, type SessionCalendar } from './session-calendar.js'
import { dayNumber, weekdayOf } from './day-number.js'
import { TimeZone } from './time-zone.js'

const DAY_MS = 86_400_000
/** How many days without a session are looked through before none is expected to follow. */
const SEARCH_DAYS = 400

/**
 * Finds the session of a moment, or the next one. Moments within the session found last, or within the pause before it,
 * cost two comparisons; others a look at the calendar.
 */
export class SessionFinder {
  /** First moment of the session found last, UTC epoch ms; Infinity where none follows within 400 days. */
  open: number = Infinity
  /** The first moment after it. */
  close: number = -Infinity
  /** Its trading day, in days since 1970-01-01. */
  day: number = NaN
  private pauseFrom: number = Infinity
  private readonly zone: TimeZone
  private readonly calendar: SessionCalendar
  private readonly stretches: readonly { readonly open: number; readonly close: number }[]
  private readonly holidays: ReadonlySet<number>
  private readonly earlyCloses: ReadonlyMap<number, number>

  constructor(calendar: SessionCalendar) {
    this.calendar = calendar
    this.zone = new TimeZone(calendar.timeZone)
    this.stretches = calendar.sessions.map(sessionStretch)
    this.holidays = new Set(calendar.holidays.map((date) => dayNumber(date) as number))
    this.earlyCloses = new Map(
      Object.entries(calendar.earlyCloses).map(([date, close]) => [
        dayNumber(date) as number,
        clockMs(close) as number,
      ]),
    )
  }

  /** Moves to the session that a moment falls into, and says so, or else to the next one. */
  seek(ts: number): boolean {
    if (ts >= this.open) {
      if (ts < this.close) return true
    } else if (ts >= this.pauseFrom) return false
    return this.search(ts)
  }

  /** First open and last close of the trading days `[from, to)`; null where nothing is traded on them. */
  span(from: number, to: number): { readonly open: number; readonly close: number } | null {
    let first = from
    while (first < to && !this.trades(first)) first++
    if (first === to) return null
    let last = to - 1
    while (!this.trades(last)) last--
    return { open: this.openOf(first), close: this.closeOf(last) }
  }

  private search(ts: number): boolean {
    const today = Math.floor((ts + this.zone.offsetAt(ts)) / DAY_MS)
    let before = -Infinity
    for (let day = today - 1; day < today + SEARCH_DAYS; day++) {
      for (let at = 0; at < this.stretches.length; at++) {
        if (!this.holds(day, at)) continue
        const close = this.moment(day, this.closeMs(day, at))
        if (close <= ts) {
          before = close
          continue
        }
        this.open = this.moment(day, (this.stretches[at] as { open: number }).open)
        this.close = close
        this.day = day
        // Where no session was seen to end, the pause is known to reach back to this moment only.
        this.pauseFrom = Math.min(before === -Infinity ? ts : before, ts)
        return ts >= this.open
      }
    }
    this.open = Infinity
    this.close = Infinity
    this.day = NaN
    this.pauseFrom = ts
    return false
  }

  private trades(day: number): boolean {
    return this.stretches.some((_, at) => this.holds(day, at))
  }

  private holds(day: number, at: number): boolean {
    if (this.holidays.has(day)) return false
    const { days } = this.calendar.sessions[at] as { readonly days: readonly number[] }
    return days.includes(weekdayOf(day)) && this.closeMs(day, at) > (this.stretches[at] as { open: number }).open
  }

  private closeMs(day: number, at: number): number {
    const { close } = this.stretches[at] as { readonly close: number }
    return Math.min(close, this.earlyCloses.get(day) ?? Infinity)
  }

  private openOf(day: number): number {
    const at = this.stretches.findIndex((_, index) => this.holds(day, index))
    return this.moment(day, (this.stretches[at] as { open: number }).open)
  }

  private closeOf(day: number): number {
    let at = this.stretches.length - 1
    while (!this.holds(day, at)) at--
    return this.moment(day, this.closeMs(day, at))
  }

  private moment(day: number, ms: number): number {
    return this.zone.instantOf(day * DAY_MS + ms)
  }
}
