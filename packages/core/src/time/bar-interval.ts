import { timeframeMs, type Timeframe } from './timeframe.js'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
// 1970-01-05 was the first Monday of the epoch; weekly bars open on Mondays, as exchanges draw them.
const FIRST_MONDAY_MS = 4 * DAY_MS

/** Open time of the bar `[open, close)` that a moment falls into, on the UTC grid. */
export function barOpenTime(timeframe: Timeframe, ts: number): number {
  const ms = timeframeMs(timeframe)
  if (ms === null) return monthStart(monthIndexOf(ts, Number.parseInt(timeframe, 10)))
  const origin = ms % WEEK_MS === 0 ? FIRST_MONDAY_MS : 0
  return origin + Math.floor((ts - origin) / ms) * ms
}

/** Close time of the bar that opens at `openTime`: the open time of the next. */
export function barCloseTime(timeframe: Timeframe, openTime: number): number {
  const ms = timeframeMs(timeframe)
  if (ms !== null) return openTime + ms
  const months = Number.parseInt(timeframe, 10)
  return monthStart(monthIndexOf(openTime, months) + months)
}

/** Months since January 1970, rounded down to the bar's count of months. */
function monthIndexOf(ts: number, count: number): number {
  const month = civilMonth(Math.floor(ts / DAY_MS))
  return Math.floor(month / count) * count
}

// The proleptic Gregorian calendar in eras of 400 years (146,097 days), each year starting on 1 March so that the
// leap day comes last.
function civilMonth(day: number): number {
  const z = day + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const year = yearOfEra + era * 400 + (marchMonth >= 10 ? 1 : 0)
  const month = marchMonth < 10 ? marchMonth + 2 : marchMonth - 10
  return (year - 1970) * 12 + month
}

function monthStart(monthIndex: number): number {
  const year = 1970 + Math.floor(monthIndex / 12)
  const month = monthIndex - Math.floor(monthIndex / 12) * 12
  const marchYear = month < 2 ? year - 1 : year
  const marchMonth = month < 2 ? month + 10 : month - 2
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5)
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS
}
