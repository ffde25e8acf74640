/** A UTC calendar date and the time of day, from epoch milliseconds, without `Date`. */
export interface UtcDate {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** 1 to 31. */
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

export const DAY_MS = 86_400_000

/** Howard Hinnant's `civil_from_days` (chrono-Compatible Low-Level Date Algorithms), valid for every proleptic Gregorian date. */
export function utcDate(ts: number): UtcDate {
  const dayNumber = Math.floor(ts / DAY_MS)
  const shifted = dayNumber + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  // Years begin in March here, so that the leap day is the last.
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const seconds = Math.floor((ts - dayNumber * DAY_MS) / 1000)
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  }
}

/** Midnight UTC of a calendar date; months beyond 1 to 12 roll into the neighbouring years. */
export function utcMidnight(year: number, month: number, day: number): number {
  const rolledYear = year + Math.floor((month - 1) / 12)
  const rolledMonth = (((month - 1) % 12) + 12) % 12
  const marchYear = rolledMonth < 2 ? rolledYear - 1 : rolledYear
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((rolledMonth + 10) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS
}
