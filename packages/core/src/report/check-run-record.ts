import { badParameter } from '../errors/index.js'
import type { RunRecord } from './run-record.js'

/** Refuses a record that cannot be the trace of a run: times that go backwards, columns too short, figures that are not finite. */
export function checkRunRecord(owner: string, record: RunRecord): void {
  for (const parameter of FINITE) finite(owner, parameter, record[parameter])
  finite(owner, 'drawdown.depth', record.drawdown.depth)
  finite(owner, 'drawdown.longestMs', record.drawdown.longestMs)
  if (record.endTs < record.startTs) {
    throw badParameter({
      owner,
      parameter: 'endTs',
      value: record.endTs,
      expected: `startTs, ${record.startTs}, or later`,
    })
  }
  if (!(record.daysPerYear > 0))
    throw badParameter({ owner, parameter: 'daysPerYear', value: record.daysPerYear, expected: 'a number above 0' })
  const { length, ts, equity, drawdown } = record.equity
  const rows = Math.min(ts.length, equity.length, drawdown.length)
  if (!Number.isInteger(length) || length < 0 || length > rows) {
    throw badParameter({
      owner,
      parameter: 'equity.length',
      value: length,
      expected: `a whole number from 0 to the ${rows} rows of its columns`,
    })
  }
  let previous = -Infinity
  for (let i = 0; i < length; i++) {
    const now = ts[i] as number
    if (!(now >= previous && now < Infinity)) {
      throw badParameter({
        owner,
        parameter: `equity.ts[${i}]`,
        value: now,
        expected: `a finite time, not before the sample at ${previous}`,
      })
    }
    previous = now
  }
}

function finite(owner: string, parameter: string, value: number): void {
  if (!Number.isFinite(value)) throw badParameter({ owner, parameter, value, expected: 'a finite number' })
}

const FINITE = [
  'startTs',
  'endTs',
  'initialEquity',
  'finalEquity',
  'exposedMs',
  'tradedNotional',
  'feesPaid',
  'daysPerYear',
] as const satisfies readonly (keyof RunRecord)[]
