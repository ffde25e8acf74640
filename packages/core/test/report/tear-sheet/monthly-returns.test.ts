/** @module-tag zone */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthlyReturns } from '../../../src/report/tear-sheet/monthly-returns.js'
import { dailyRun, equityCurve, runRecord } from '../run-records.js'

describe('monthly returns', () => {
  it('chain from the initial equity, midnight closing the month that it ends', () => {
    const ts = [
      Date.UTC(2023, 11, 15),
      Date.UTC(2024, 0, 1),
      Date.UTC(2024, 0, 20),
      Date.UTC(2024, 1, 1),
      Date.UTC(2024, 3, 2),
    ]
    const record = runRecord(equityCurve(ts, [110, 120, 130, 60, 90], 100), 100, { startTs: Date.UTC(2023, 11, 1) })
    const [first, second] = monthlyReturns(record)
    expect(first?.year).toBe(2023)
    expect(first?.months[11]).toBeCloseTo(0.2, 12)
    expect(second?.months).toEqual([-0.5, null, null, 0.5, ...Array<null>(8).fill(null)])
    expect(second?.total).toBe(-0.25)
  })

  it('multiply to the return of their year and of the run', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 50, max: 150 }), { minLength: 2, maxLength: 900 }), (equity) => {
        const record = dailyRun(equity)
        let run = 1
        for (const year of monthlyReturns(record)) {
          const months = year.months.reduce<number>((product, month) => product * (1 + (month ?? 0)), 1)
          expect(months).toBeCloseTo(1 + (year.total ?? NaN), 9)
          run *= months
        }
        expect(run).toBeCloseTo(record.finalEquity / record.initialEquity, 8)
      }),
      { numRuns: 30 },
    )
  })

  it('are null after ruin and absent for a run without samples', () => {
    const record = dailyRun([100, 0, 50], { daysPerYear: 365 })
    expect(monthlyReturns(record)[0]?.months[0]).toBe(-0.5)
    expect(monthlyReturns(dailyRun([0, 5]))[0]?.months[0]).toBeNull()
    expect(monthlyReturns(runRecord(equityCurve([], [], 100), 100))).toEqual([])
  })
})
