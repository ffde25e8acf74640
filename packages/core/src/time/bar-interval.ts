import { timeframeMs, type Timeframe } from './timeframe.js'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
// 1970-01-05 was the first Monday of the epoch; weekly bars open on Mondays, as exchanges draw them.
const FIRST_MONDAY_MS = 4 * DAY_MS

/** Open time of the bar `[open, close)` that a moment falls into, on the UTC grid; months reach as far as `Date` does, to the year 275760. */
export function barOpenTime(timeframe: Timeframe, ts: number): number {
  const ms = timeframeMs(timeframe)
  if (ms === null) return Date.UTC(1970, monthIndexOf(ts, Number.parseInt(timeframe, 10)))
  const origin = ms % WEEK_MS === 0 ? FIRST_MONDAY_MS : 0
  return origin + Math.floor((ts - origin) / ms) * ms
}

/** Close time of the bar that opens at `openTime`: the open time of the next. */
export function barCloseTime(timeframe: Timeframe, openTime: number): number {
  const ms = timeframeMs(timeframe)
  if (ms !== null) return openTime + ms
  const months = Number.parseInt(timeframe, 10)
  return Date.UTC(1970, monthIndexOf(openTime, months) + months)
}

/** Months since January 1970, rounded down to the bar's count of months. */
function monthIndexOf(ts: number, count: number): number {
  const date = new Date(Math.floor(ts))
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
  return Math.floor(month / count) * count
}
