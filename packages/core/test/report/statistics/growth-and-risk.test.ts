import { describe, expect, it } from 'vitest'
import { DAY, dailyRun, MONDAY } from '../run-records.js'
import { reason, value } from '../figures.js'

/** Up 10 %, down 5 %, seven times each: mean 0.025, sample deviation 0.075 sqrt(14 / 13). */
const sawtooth = [100]
for (let i = 0; i < 14; i++) sawtooth.push((sawtooth[i] as number) * (i % 2 === 0 ? 1.1 : 0.95))
const run = dailyRun(sawtooth)

describe('growth', () => {
  it('total return is final over initial equity', () => {
    expect(value(dailyRun([200, 250]), 'totalReturn')).toBe(0.25)
    expect(value(dailyRun([200, 0]), 'totalReturn')).toBe(-1)
    expect(reason(dailyRun([0, 5]), 'totalReturn')).toBe('the run began without equity')
  })

  it('CAGR of a doubling in two years of 365.25 days is sqrt(2) - 1', () => {
    const record = dailyRun([100, 200], { endTs: MONDAY + 730.5 * DAY })
    expect(value(record, 'cagr')).toBeCloseTo(Math.SQRT2 - 1, 14)
    expect(value({ ...record, finalEquity: 0 }, 'cagr')).toBe(-1)
  })

  it('CAGR is absent for short runs, debts and runs without money', () => {
    expect(reason(run, 'cagr')).toBe('the run is shorter than 30 days')
    expect(reason(dailyRun([100, 200], { endTs: MONDAY + 60 * DAY, finalEquity: -1 }), 'cagr')).toBe(
      'equity ended below zero',
    )
    expect(reason(dailyRun([0, 200]), 'cagr')).toBe('the run began without equity')
  })
})

describe('risk', () => {
  it('volatility is the sample deviation of daily returns times the root of the days in a year', () => {
    expect(value(run, 'volatility')).toBeCloseTo(0.075 * Math.sqrt(14 / 13) * Math.sqrt(365), 12)
    expect(value({ ...run, daysPerYear: 252 }, 'volatility')).toBeCloseTo(
      0.075 * Math.sqrt(14 / 13) * Math.sqrt(252),
      12,
    )
    expect(value(dailyRun(Array<number>(20).fill(100)), 'volatility')).toBe(0)
  })

  it('drawdowns are those of the record, the duration in days', () => {
    const record = dailyRun([100, 120, 90, 95, 130])
    expect(value(record, 'maxDrawdown')).toBe(0.25)
    expect(value(record, 'drawdownDuration')).toBe(2)
    expect(value(dailyRun([100, 101]), 'maxDrawdown')).toBe(0)
  })

  it('VaR is minus the 5 % quantile and the shortfall the mean of the worst twentieth', () => {
    // Returns -0.10, -0.09 ... +0.10: sorted position 0.05 x 20 = 1, the second worst, -0.09.
    const equity = [100]
    for (let i = -10; i <= 10; i++) equity.push((equity[equity.length - 1] as number) * (1 + i / 100))
    expect(value(dailyRun(equity), 'var95')).toBeCloseTo(0.09, 12)
    expect(value(dailyRun(equity), 'cvar95')).toBeCloseTo((0.1 + 0.05 * 0.09) / 1.05, 12)
    expect(reason(run, 'var95')).toBe('14 daily returns, at least 20 are needed')
    expect(reason(run, 'cvar95')).toBe('14 daily returns, at least 20 are needed')
  })
})

describe('return for risk', () => {
  it('Sharpe ratio is mean over deviation, for a year', () => {
    expect(value(run, 'sharpeRatio')).toBeCloseTo((0.025 / (0.075 * Math.sqrt(14 / 13))) * Math.sqrt(365), 10)
  })

  it('Sortino ratio divides by falls alone', () => {
    expect(value(run, 'sortinoRatio')).toBeCloseTo((0.025 / Math.sqrt(0.0025 / 2)) * Math.sqrt(365), 10)
  })

  it('Calmar ratio is CAGR over the worst fall', () => {
    const record = dailyRun([100, 200, 150, 200], { endTs: MONDAY + 730.5 * DAY })
    expect(value(record, 'calmarRatio')).toBeCloseTo((Math.SQRT2 - 1) / 0.25, 12)
  })

  it('probabilistic Sharpe of an even record is N(s sqrt(n - 1) / sqrt(1 + s^2 (kurtosis - 1) / 4))', () => {
    // +3 %, -2 %, +0.5 % five times: s = 0.5 / sqrt(6.25 x 15 / 14 x 2 / 3), skew 0, kurtosis 1.5 (three even points).
    const equity = [100]
    for (let i = 0; i < 15; i++) equity.push((equity[i] as number) * ([1.03, 0.98, 1.005][i % 3] as number))
    const s = 0.005 / Math.sqrt(((0.025 * 0.025 * 2) / 3) * (15 / 14))
    const z = (s * Math.sqrt(14)) / Math.sqrt(1 + (0.5 / 4) * s * s)
    expect(value(dailyRun(equity), 'probabilisticSharpe')).toBeCloseTo(normal(z), 9)
  })

  it('is absent where equity is flat, never falls, or is too short', () => {
    const flat = dailyRun(Array<number>(40).fill(100))
    expect(reason(flat, 'sharpeRatio')).toBe('daily returns never varied')
    expect(reason(flat, 'probabilisticSharpe')).toBe('daily returns never varied')
    expect(reason(flat, 'sortinoRatio')).toBe('no day lost')
    expect(reason(flat, 'calmarRatio')).toBe('equity never fell')
    const steady = dailyRun(Array.from({ length: 40 }, (_, i) => 100 * 1.01 ** i))
    expect(reason(steady, 'sharpeRatio')).toBe('daily returns never varied')
    for (const name of ['volatility', 'sharpeRatio', 'sortinoRatio', 'probabilisticSharpe', 'var95', 'cvar95']) {
      expect(reason(dailyRun([100, 101, 99]), name)).toBe('2 daily returns, at least 14 are needed')
    }
  })
})

/** The normal distribution by Simpson's rule: slow and obvious. */
function normal(z: number): number {
  const steps = 20_000
  const density = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)
  let sum = density(0) + density(z)
  for (let i = 1; i < steps; i++) sum += density((z * i) / steps) * (i % 2 === 0 ? 2 : 4)
  return 0.5 + (sum * z) / steps / 3
}
