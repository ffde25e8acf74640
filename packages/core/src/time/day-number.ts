/** Days since 1970-01-01 of a date `YYYY-MM-DD`; null where there is no such day. */
export function dayNumber(date: string): number | null {
  const match = typeof date === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) : null
  if (match === null) return null
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const ms = Date.UTC(year, month - 1, day)
  return dateText(ms / DAY_MS) === date ? ms / DAY_MS : null
}

/** `YYYY-MM-DD` of a day since 1970-01-01. */
export function dateText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** 1 Monday … 7 Sunday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

const DAY_MS = 86_400_000
