import type { RunRecord } from './run-record.js'
import { DAY_MS, utcDate } from './utc-date.js'

/** The last equity of each period that has one, oldest first. */
export interface PeriodClosings {
  readonly periods: readonly number[]
  readonly equity: readonly number[]
}

/**
 * Equity at the end of each UTC day or month. The run's start is no closing: it is the base of the first return.
 * Samples that are not finite are passed over.
 */
export function periodClosings(record: RunRecord, periodOf: (ts: number) => number): PeriodClosings {
  const periods: number[] = []
  const equity: number[] = []
  const close = (ts: number, value: number): void => {
    if (!(ts > record.startTs) || !Number.isFinite(value)) return
    const period = periodOf(ts)
    if (periods[periods.length - 1] !== period) periods.push(period)
    equity[periods.length - 1] = value
  }
  const curve = record.equity
  for (let i = 0; i < curve.length; i++) close(curve.ts[i] as number, curve.equity[i] as number)
  close(record.endTs, record.finalEquity)
  return { periods, equity }
}

/** Number of the UTC day. Midnight belongs to the day that it ends: a daily bar is marked when it closes. */
export function closingDay(ts: number): number {
  return Math.ceil(ts / DAY_MS) - 1
}

/** Months since year 0. Midnight belongs to the month that it ends. */
export function closingMonth(ts: number): number {
  const date = utcDate(closingDay(ts) * DAY_MS)
  return date.year * 12 + date.month - 1
}
