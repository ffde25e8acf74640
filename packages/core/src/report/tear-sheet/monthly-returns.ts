import { closingMonth, periodClosings } from '../period-closings.js'
import type { RunRecord } from '../run-record.js'

/** Returns of one calendar year (UTC), as fractions; null where the run has no sample. */
export interface YearReturns {
  readonly year: number
  /** January to December. */
  readonly months: readonly (number | null)[]
  readonly total: number | null
}

/** Returns of each month and year of a run, oldest first. Months chain from the initial equity; the first and last may be parts. */
export function monthlyReturns(record: RunRecord): readonly YearReturns[] {
  const { periods, equity } = periodClosings(record, closingMonth)
  const years: { year: number; months: (number | null)[]; total: number | null }[] = []
  let previous = record.initialEquity
  let yearStart = previous
  for (const [i, month] of periods.entries()) {
    const year = Math.floor(month / 12)
    let row = years[years.length - 1]
    if (row === undefined || row.year !== year) {
      row = { year, months: Array<number | null>(12).fill(null), total: null }
      years.push(row)
      yearStart = previous
    }
    const closing = equity[i] as number
    row.months[month % 12] = previous > 0 ? closing / previous - 1 : null
    row.total = yearStart > 0 ? closing / yearStart - 1 : null
    previous = closing
  }
  return years
}
