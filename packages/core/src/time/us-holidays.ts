import { dateText, weekdayOf } from './day-number.js'

/** Days on which the New York Stock Exchange did not open although no rule closes it. */
const SPECIAL = ['2018-12-05', '2025-01-09']

/** Full holidays and 13:00 closings of the New York Stock Exchange in the years `[from, to]`, by its rules since 2013. */
export function usHolidays(
  from: number,
  to: number,
): { readonly full: readonly string[]; readonly early: readonly string[] } {
  const full: number[] = []
  const early: number[] = []
  for (let year = from; year <= to; year++) {
    const newYear = dayOf(year, 1, 1)
    // A New Year's Day on a Saturday is not moved to the Friday, which belongs to the year before.
    if (weekdayOf(newYear) !== 6) full.push(observed(newYear))
    full.push(nth(year, 1, 1, 3), nth(year, 2, 1, 3), easter(year) - 2, nth(year, 6, 1, 1) - 7)
    if (year >= 2022) full.push(observed(dayOf(year, 6, 19)))
    const independence = dayOf(year, 7, 4)
    const thanksgiving = nth(year, 11, 4, 4)
    const christmas = dayOf(year, 12, 25)
    full.push(observed(independence), nth(year, 9, 1, 1), thanksgiving, observed(christmas))
    if (weekdayOf(independence - 1) < 5) early.push(independence - 1)
    early.push(thanksgiving + 1)
    if (weekdayOf(christmas - 1) < 5) early.push(christmas - 1)
  }
  const special = SPECIAL.filter((date) => Number(date.slice(0, 4)) >= from && Number(date.slice(0, 4)) <= to)
  return { full: [...full.map(dateText), ...special].sort(), early: early.map(dateText) }
}

function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000
}

/** Saturdays move to the Friday before, Sundays to the Monday after. */
function observed(day: number): number {
  const weekday = weekdayOf(day)
  return weekday === 6 ? day - 1 : weekday === 7 ? day + 1 : day
}

/** The nth of a weekday in a month. */
function nth(year: number, month: number, weekday: number, n: number): number {
  const first = dayOf(year, month, 1)
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (n - 1)
}

/** Easter Sunday of the Gregorian calendar; the anonymous algorithm of Meeus, Astronomical Algorithms, chapter 8. */
function easter(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1)
}
