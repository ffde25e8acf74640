import { statistics, type RunRecord, type StatisticResult } from '../../src/report/index.js'

/** One named figure of a run. */
export function figure(record: RunRecord, name: string): StatisticResult {
  const found = statistics(record).find((result) => result.name === name)
  if (found === undefined) throw new Error(`there is no statistic ${name}`)
  return found
}

export function value(record: RunRecord, name: string): number | null {
  return figure(record, name).value
}

export function reason(record: RunRecord, name: string): string | null {
  const found = figure(record, name)
  return found.value === null ? found.reason : `it has the value ${found.value}`
}
