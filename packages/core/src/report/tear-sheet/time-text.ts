import { utcDate } from '../utc-date.js'

export const MONTHS: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]

/** `12 Mar 2024`, in UTC. */
export function dateText(ts: number): string {
  const { year, month, day } = utcDate(ts)
  return `${day} ${MONTHS[month - 1]} ${year}`
}

/** `2024-03-12 14:05`, with seconds where there are any, in UTC. */
export function timeText(ts: number): string {
  const { year, month, day } = utcDate(ts)
  return `${pad(year, 4)}-${pad(month)}-${pad(day)} ${clockText(ts)}`
}

/** `14:05`, with seconds where there are any, in UTC. */
export function clockText(ts: number): string {
  const { hour, minute, second } = utcDate(ts)
  return `${pad(hour)}:${pad(minute)}${second === 0 ? '' : `:${pad(second)}`}`
}

/** A length of time in the unit that fits it: `3.5 days`, `40 min`. */
export function durationText(ms: number): string {
  for (const [unit, size] of UNITS) if (ms >= size) return `${Number((ms / size).toFixed(1))} ${unit}`
  return `${Number(ms.toFixed(1))} ms`
}

function pad(value: number, digits: number = 2): string {
  return String(value).padStart(digits, '0')
}

const UNITS = [
  ['days', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const
