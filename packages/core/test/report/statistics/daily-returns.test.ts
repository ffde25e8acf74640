import { describe, expect, it } from 'vitest'
import { dailyReturns } from '../../../src/report/statistics/daily-returns.js'
import { DAY, dailyRun, equityCurve, MONDAY, runRecord } from '../run-records.js'

const HOUR = DAY / 24

describe('daily returns', () => {
  it('run from the initial equity to the end of each day', () => {
    const { values } = dailyReturns(dailyRun([100, 110, 99, 99]))
    expect(values.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([0.1, -0.1, 0])
  })

  it('take the last sample of a day, midnight belonging to the day that it ends', () => {
    const hours = Array.from({ length: 48 }, (_, i) => MONDAY + (i + 1) * HOUR)
    const record = runRecord(
      equityCurve(
        hours,
        hours.map((_, i) => (i === 23 ? 120 : i === 47 ? 90 : 50)),
        100,
      ),
      100,
      { startTs: MONDAY },
    )
    expect(dailyReturns(record).values).toEqual([120 / 100 - 1, 90 / 120 - 1])
  })

  it('are 0 on days without a sample where the market never closes', () => {
    const days = [1, 2, 5].map((day) => MONDAY + day * DAY)
    const record = runRecord(equityCurve(days, [110, 121, 242], 100), 100, { startTs: MONDAY })
    expect(dailyReturns(record).values).toEqual([110 / 100 - 1, 121 / 110 - 1, 0, 0, 1])
    expect(dailyReturns({ ...record, startTs: MONDAY - 2 * DAY }).values.slice(0, 2)).toEqual([0, 0])
  })

  it('skip days without a sample where the market has sessions', () => {
    const days = [5, 8].map((day) => MONDAY + day * DAY)
    const record = runRecord(equityCurve(days, [110, 121], 100), 100, { startTs: MONDAY, daysPerYear: 252 })
    expect(dailyReturns(record).values).toEqual([110 / 100 - 1, 121 / 110 - 1])
  })

  it('end with the final equity at the end of the run', () => {
    const record = runRecord(equityCurve([MONDAY + DAY], [100], 100), 100, {
      startTs: MONDAY,
      endTs: MONDAY + 2 * DAY,
      finalEquity: 150,
    })
    expect(dailyReturns(record).values).toEqual([0, 0.5])
  })

  it('pass over samples that are not finite', () => {
    expect(dailyReturns(dailyRun([100, NaN, 110, Infinity, 110])).values).toEqual([0, 110 / 100 - 1, 0, 0])
  })

  it('refuse weekly samples, whatever the base', () => {
    const weeks = Array.from({ length: 52 }, (_, i) => MONDAY + (i + 1) * 7 * DAY)
    const curve = equityCurve(
      weeks,
      weeks.map((_, i) => 100 + i),
      100,
    )
    expect(dailyReturns(runRecord(curve, 100, { startTs: MONDAY })).problem).toBe(
      'equity was sampled on 52 of about 364 trading days',
    )
    expect(dailyReturns(runRecord(curve, 100, { startTs: MONDAY, daysPerYear: 252 })).problem).toBe(
      'equity was sampled on 52 of about 251 trading days',
    )
  })

  it('count a last day that ends at zero as -100 %, and refuse a run that went on below zero', () => {
    expect(dailyReturns(dailyRun([100, 50, 0])).values).toEqual([-0.5, -1])
    expect(dailyReturns(dailyRun([100, 0, 50])).problem).toBe('equity fell to zero or below')
    expect(dailyReturns(dailyRun([100, 50, -1])).problem).toBe('equity fell to zero or below')
  })

  it('say how many there are where they are too few', () => {
    expect(dailyReturns(dailyRun([100, 101, 102])).problem).toBe('2 daily returns, at least 14 are needed')
    expect(dailyReturns(runRecord(equityCurve([], [], 100), 100)).problem).toBe(
      'the run is shorter than one sample of equity',
    )
    expect(dailyReturns(dailyRun([0, 1])).problem).toBe('the run began without equity')
  })
})
