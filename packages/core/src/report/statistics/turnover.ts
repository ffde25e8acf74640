import type { RunRecord } from '../run-record.js'
import type { Statistic } from './statistic.js'

export const turnover: Statistic = {
  name: 'turnover',
  title: 'Turnover',
  unit: 'multiple',
  definition:
    'How many times the account was traded over the whole run: sum of price x quantity of all fills / time-weighted mean equity. Buying and selling everything once is about 2.',
  compute(record) {
    const equity = meanEquity(record)
    return equity > 0
      ? { value: record.tradedNotional / equity }
      : { value: null, reason: 'mean equity was not above zero' }
  },
}

/** Equity holds from one sample to the next. */
function meanEquity(record: RunRecord): number {
  const { length, ts, equity } = record.equity
  let area = 0
  let since = record.startTs
  let level = record.initialEquity
  for (let i = 0; i < length; i++) {
    const value = equity[i] as number
    if (!Number.isFinite(value)) continue
    area += level * ((ts[i] as number) - since)
    since = ts[i] as number
    level = value
  }
  area += level * (record.endTs - since)
  const duration = record.endTs - record.startTs
  return duration > 0 ? area / duration : record.initialEquity
}
