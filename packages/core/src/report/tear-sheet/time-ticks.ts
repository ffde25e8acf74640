import { utcDate, utcMidnight } from '../utc-date.js'
import type { Tick } from './number-ticks.js'
import { clockText, MONTHS } from './time-text.js'

/** Round UTC times within a range (whole minutes, hours, days, months, years), at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): readonly Tick[] {
  const span = to - from
  if (!(span > 0)) return [{ value: from, label: clockText(from) }]
  const step = STEPS_MS.find((candidate) => span / candidate <= most)
  return step === undefined ? monthTicks(from, to, most) : stepTicks(from, to, step)
}

function stepTicks(from: number, to: number, step: number): readonly Tick[] {
  const ticks: Tick[] = []
  for (let n = Math.ceil(from / step); n * step <= to; n++) ticks.push({ value: n * step, label: label(n * step) })
  return ticks
}

function monthTicks(from: number, to: number, most: number): readonly Tick[] {
  const first = utcDate(from)
  const months = (to - from) / 2_629_800_000
  const step = STEPS_MONTHS.find((candidate) => months / candidate <= most) ?? Math.ceil(months / most / 1200) * 1200
  const ticks: Tick[] = []
  const start = Math.ceil((first.year * 12 + first.month - 1) / step) * step
  for (let month = start; ; month += step) {
    const year = Math.floor(month / 12)
    const value = utcMidnight(year, (month % 12) + 1, 1)
    if (value > to) return ticks
    if (value >= from) ticks.push({ value, label: step >= 12 ? String(year) : `${MONTHS[month % 12]} ${year}` })
  }
}

/** The day at midnight, the time of day else. */
function label(ts: number): string {
  const { day, month, hour, minute, second } = utcDate(ts)
  return hour + minute + second === 0 ? `${day} ${MONTHS[month - 1]}` : clockText(ts)
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const STEPS_MS: readonly number[] = [
  ...[SECOND, 5 * SECOND, 15 * SECOND, 30 * SECOND],
  ...[MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR],
  ...[DAY, 2 * DAY, 5 * DAY, 10 * DAY],
]
const STEPS_MONTHS: readonly number[] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200]
