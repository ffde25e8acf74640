import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allStatistics, formatStatistic, statistics, type RunRecord } from '../../../src/report/index.js'
import { value } from '../figures.js'
import { dailyRun, equityCurve, MONDAY, runRecord, trade } from '../run-records.js'

/** Daily returns in steps of a basis point, as real ones are far from rounding noise. */
const returns = fc.array(
  fc.integer({ min: -2000, max: 2500 }).map((points) => points / 10_000),
  { minLength: 31, maxLength: 120 },
)
const profits = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 40 })

describe('statistics', () => {
  it('come in a fixed order, each once, with title, unit and definition', () => {
    const names = statistics(dailyRun([100, 101])).map((result) => result.name)
    expect(names).toEqual([
      ...['totalReturn', 'cagr', 'volatility', 'maxDrawdown', 'drawdownDuration'],
      ...['sharpeRatio', 'sortinoRatio', 'calmarRatio', 'probabilisticSharpe', 'var95', 'cvar95'],
      ...['trades', 'winRate', 'profitFactor', 'payoffRatio', 'expectancy', 'exposure', 'turnover', 'feesPaid'],
    ])
    expect(names).toEqual(allStatistics.map((statistic) => statistic.name))
    for (const { title, definition } of allStatistics) {
      expect(title).toMatch(/^[A-Z].{3,30}$/)
      expect(definition).toMatch(/^[A-Z].{20,260}\.$/s)
    }
  })

  it('agree with slow plain formulas on any run', () => {
    fc.assert(
      fc.property(returns, fc.constantFrom(252, 365), (daily, daysPerYear) => {
        const record = grown(daily, 1000, { daysPerYear })
        const mean = daily.reduce((sum, r) => sum + r, 0) / daily.length
        const deviation = Math.sqrt(daily.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (daily.length - 1))
        const downside = Math.sqrt(daily.reduce((sum, r) => sum + Math.min(r, 0) ** 2, 0) / daily.length)
        fc.pre(deviation > 1e-6 && downside > 1e-6)
        const years = daily.length / 365.25
        const growth = record.finalEquity / 1000
        expect(value(record, 'totalReturn')).toBeCloseTo(growth - 1, 9)
        expect(value(record, 'cagr')! / (growth ** (1 / years) - 1)).toBeCloseTo(1, 6)
        expect(value(record, 'volatility')).toBeCloseTo(deviation * Math.sqrt(daysPerYear), 9)
        expect(value(record, 'sharpeRatio')).toBeCloseTo((mean / deviation) * Math.sqrt(daysPerYear), 6)
        expect(value(record, 'sortinoRatio')).toBeCloseTo((mean / downside) * Math.sqrt(daysPerYear), 4)
        const sorted = [...daily].sort((a, b) => a - b)
        const position = 0.05 * (daily.length - 1)
        const [low, high] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!]
        expect(value(record, 'var95')).toBeCloseTo(-(low + (high - low) * (position % 1)), 9)
      }),
    )
  })

  it('other than money do not change when all money is scaled', () => {
    fc.assert(
      fc.property(returns, profits, fc.constantFrom(1e-6, 0.5, 1024), (daily, pnls, scale) => {
        const record = grown(daily, 1000, {
          trades: pnls.map((pnl) => trade(pnl)),
          tradedNotional: 5000,
          exposedMs: 1000,
        })
        const scaled = grown(daily, 1000 * scale, {
          trades: pnls.map((pnl) => trade(pnl * scale)),
          tradedNotional: 5000 * scale,
          exposedMs: 1000,
        })
        const small = statistics(scaled)
        for (const [i, result] of statistics(record).entries()) {
          if (result.unit === 'currency' || result.value === null) continue
          const error = Math.abs((small[i]?.value ?? NaN) - result.value)
          expect(error, result.name).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(result.value)))
        }
      }),
    )
  })

  it('of trades do not depend on their order', () => {
    fc.assert(
      fc.property(profits, (pnls) => {
        const inOrder = statistics(dailyRun([1, 1], { trades: pnls.map((pnl) => trade(pnl)) }))
        expect(statistics(dailyRun([1, 1], { trades: [...pnls].reverse().map((pnl) => trade(pnl)) }))).toEqual(inOrder)
      }),
    )
  })

  it('are facts within their bounds on any run', () => {
    fc.assert(
      fc.property(returns, profits, (daily, pnls) => {
        const record = grown(daily, 1000, { trades: pnls.map((pnl) => trade(pnl)) })
        const of = (name: string): number => value(record, name) ?? 0
        expect(of('winRate')).toBeGreaterThanOrEqual(0)
        expect(of('winRate')).toBeLessThanOrEqual(1)
        expect(of('probabilisticSharpe')).toBeGreaterThanOrEqual(0)
        expect(of('probabilisticSharpe')).toBeLessThanOrEqual(1)
        expect(of('cvar95')).toBeGreaterThanOrEqual(of('var95') - 1e-12)
      }),
    )
  })

  it('W3: are never NaN or infinite, and say why they are null', () => {
    const wild = fc.double({ min: -1e300, max: 1e300 })
    fc.assert(
      fc.property(
        fc.array(wild, { maxLength: 40 }),
        fc.double({ min: -1e300, max: 1e300, noNaN: true }),
        fc.array(wild, { maxLength: 5 }),
        (curve, start, pnls) => {
          const record = {
            ...runRecord(
              equityCurve(
                curve.map((_, i) => MONDAY + i * 86_400_000),
                curve,
                start,
              ),
              start,
            ),
            trades: pnls.map((pnl) => trade(pnl)),
            drawdown: { depth: 1e300, peakTs: 0, troughTs: 0, longestMs: 1 },
            finalEquity: start,
          }
          for (const result of statistics(record)) {
            if (result.value === null) expect(result.reason, result.name).toMatch(/\w/)
            else expect(Number.isFinite(result.value), result.name).toBe(true)
          }
        },
      ),
    )
  })

  it('are all there, or null with a reason, for a run without a single sample or trade', () => {
    const empty = runRecord(equityCurve([], [], 10_000), 10_000)
    expect(statistics(empty).map(formatStatistic)).toEqual([
      ...['0.00 %', '—', '—', '0.00 %', '0.00 days', '—', '—', '—', '—', '—', '—'],
      ...['0', '—', '—', '—', '—', '—', '0.00 x', '0.00 USD'],
    ])
  })

  it.each([
    ['startTs', { startTs: NaN }, 'startTs was NaN, expected a finite number.'],
    ['endTs', { endTs: MONDAY - 1 }, `endTs was ${MONDAY - 1}, expected startTs, ${MONDAY}, or later.`],
    ['daysPerYear', { daysPerYear: 0 }, 'daysPerYear was 0, expected a number above 0.'],
    ['feesPaid', { feesPaid: Infinity }, 'feesPaid was Infinity, expected a finite number.'],
  ])('refuse a record whose %s cannot be', (_, fault, message) => {
    expect(() => statistics(dailyRun([100, 101], fault))).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER', message: `statistics: ${message}` }),
    )
  })

  it('refuse samples that run backwards or are fewer than they say', () => {
    const curve = equityCurve([MONDAY + 2, MONDAY + 1], [100, 101], 100)
    expect(() => statistics(runRecord(curve, 100, { endTs: MONDAY + 5 }))).toThrow('equity.ts[1] was')
    const longer = { ...runRecord(curve, 100), endTs: MONDAY + 5, equity: { ...curve, length: 3 } }
    expect(() => statistics(longer)).toThrow('a whole number from 0 to the 2 rows')
  })
})

describe('formatStatistic', () => {
  it.each([
    ['fraction', 0.1234, '12.34 %'],
    ['ratio', 1.25, '1.25'],
    ['currency', 1234.5, '1,234.50 USD'],
    ['currency', 0.00012345, '0.000123 USD'],
    ['days', 1.5, '1.50 days'],
    ['days', 365.2, '365 days'],
    ['multiple', 12, '12.00 x'],
    ['count', 12_345, '12,345'],
    ['ratio', null, '—'],
    ['ratio', NaN, '—'],
  ] as const)('%s %d reads %s', (unit, number, text) => {
    expect(formatStatistic({ unit, value: number, currency: 'USD' })).toBe(text)
  })
})

function grown(daily: readonly number[], start: number, overrides: Partial<RunRecord>): RunRecord {
  const equity = [start]
  for (const r of daily) equity.push((equity[equity.length - 1] as number) * (1 + r))
  return dailyRun(equity, overrides)
}
