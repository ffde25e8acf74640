import { closingDay, periodClosings, type PeriodClosings } from '../period-closings.js'
import type { RunRecord } from '../run-record.js'
import { momentsOf, type Moments } from './moments.js'

/** Returns of equity from one UTC day's end to the next, as fractions. */
export interface DailyReturns {
  /** Fractions, oldest first. */
  readonly values: readonly number[]
  /** Of the values; of no use where there is a problem. */
  readonly moments: Moments
  /** Why nothing may be concluded from them, or null. */
  readonly problem: string | null
}

/** Fewer daily returns than this say nothing about a year. */
const MIN_DAILY_RETURNS = 14

/**
 * Daily returns of a run. The first one runs from the initial equity to the end of the first day.
 *
 * A market that never closes (`daysPerYear` above 300) has a return for every calendar day, 0 where equity was not sampled;
 * one with sessions has a return for each day with a sample, so weekends and holidays do not count.
 */
export function dailyReturns(record: RunRecord): DailyReturns {
  const closings = periodClosings(record, closingDay)
  const problem = cannotResample(record, closings)
  if (problem !== null) return { values: [], moments: momentsOf([]), problem }
  const everyDay = record.daysPerYear > 300
  const values: number[] = []
  let previous = record.initialEquity
  let previousDay = firstDay(record, closings) - 1
  for (let i = 0; i < closings.periods.length; i++) {
    const day = closings.periods[i] as number
    const equity = closings.equity[i] as number
    if (everyDay) for (let idle = previousDay + 1; idle < day; idle++) values.push(0)
    values.push(equity / previous - 1)
    previous = equity
    previousDay = day
  }
  const moments = momentsOf(values)
  if (values.length >= MIN_DAILY_RETURNS) return { values, moments, problem: null }
  return { values, moments, problem: `${values.length} daily returns, at least ${MIN_DAILY_RETURNS} are needed` }
}

function cannotResample(record: RunRecord, closings: PeriodClosings): string | null {
  const days = closings.periods.length
  if (days === 0) return 'the run is shorter than one sample of equity'
  if (!(record.initialEquity > 0)) return 'the run began without equity'
  const ruin = closings.equity.findIndex((equity) => !(equity > 0))
  // A last closing at zero is a return of -100 %; after it there are no more returns.
  if (ruin !== -1 && !(ruin === days - 1 && closings.equity[ruin] === 0)) return 'equity fell to zero or below'
  const span = (closings.periods[days - 1] as number) - firstDay(record, closings) + 1
  const expected = (span * record.daysPerYear) / 365.25
  if (span >= MIN_DAILY_RETURNS && days < SPARSEST * expected) {
    return `equity was sampled on ${days} of about ${Math.round(expected)} trading days`
  }
  return null
}

/** The day of the first return: the one after the start's, or the start's own where equity was sampled on it. */
function firstDay(record: RunRecord, closings: PeriodClosings): number {
  return Math.min(closingDay(record.startTs) + 1, closings.periods[0] as number)
}

/** Below this share of sampled days the returns are not daily (weekly bars have a fifth). */
const SPARSEST = 0.5
