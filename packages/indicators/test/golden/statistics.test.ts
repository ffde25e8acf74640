import { describe, expect, it } from 'vitest'
import {
  bollingerPercentB,
  bollingerWidth,
  kurtosis,
  mad,
  median,
  rSquared,
  skew,
  stdErr,
  linreg,
  vhf,
  zscore,
} from '../../src/index.js'
import { distance, hasSharedData, sharedColumns, tulipColumn } from './shared-data.js'

const MARKETS = ['spy-daily', 'btcusdt-1m']

describe.skipIf(!hasSharedData)('statistics against reference data (skipped where they are absent)', () => {
  it.each(MARKETS)('exact arithmetic on %s: median, deviation, skewness, kurtosis, z-score', (market) => {
    const bars = sharedColumns(`golden/market/${market}.csv.gz`)
    const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
    const periods = Object.keys(exact).flatMap((name) => (name.startsWith('MEDIAN:') ? [Number(name.slice(7))] : []))
    expect(periods.length).toBeGreaterThan(0)
    for (const period of periods) {
      const column = (name: string): Float64Array => exact[`${name}:${period}`] as Float64Array
      expect(distance(median.batch(bars, { period }).value, column('MEDIAN'))).toBeLessThan(1e-15)
      expect(distance(mad.batch(bars, { period }).value, column('MEAN_ABS_DEV'))).toBeLessThan(1e-11)
      expect(distance(skew.batch(bars, { period }).value, column('SKEW_POP'), 1)).toBeLessThan(1e-11)
      expect(distance(kurtosis.batch(bars, { period }).value, column('EXKURT_POP'), 1)).toBeLessThan(1e-11)
      const [mean, deviation] = [column('SMA'), column('STD_POP')]
      const score = bars['close']?.map((x, i) => (x - (mean[i] as number)) / (deviation[i] as number)) as Float64Array
      expect(distance(zscore.batch(bars, { period }).value, score, 1)).toBeLessThan(1e-11)
    }
  })

  it('Skender on spy-daily: z-score, coefficient of determination, band width, %B', () => {
    const bars = sharedColumns('golden/market/spy-daily.csv.gz')
    const skender = (file: string, column: string): Float64Array =>
      sharedColumns(`golden/skender/${file}.csv.gz`)[column] as Float64Array
    expect(distance(zscore.batch(bars, { period: 14 }).value, skender('stdev', 'zScore'), 1)).toBeLessThan(1e-12)
    expect(distance(rSquared.batch(bars).value, skender('slope', 'rSquared'), 0.01)).toBeLessThan(1e-12)
    expect(distance(bollingerWidth.batch(bars).value, skender('bb', 'width'))).toBeLessThan(1e-12)
    expect(distance(bollingerPercentB.batch(bars).value, skender('bb', 'percentB'), 1)).toBeLessThan(1e-12)
  })

  it('Tulip on btcusdt-1m: mean deviation and vertical horizontal filter', () => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    expect(distance(mad.batch(bars, { period: 10 }).value, tulipColumn('md'))).toBeLessThan(1e-10)
    expect(vhf.batch(bars).value).toEqual(tulipColumn('vhf'))
  })

  it('standard error: the distances of the closes from the fitted line', () => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const { close = new Float64Array() } = bars
    const period = 10
    const end = linreg.batch(bars, { period }).value
    const expected = close.map((_, i) => {
      if (i < period - 1) return NaN
      const window = [...close.subarray(i + 1 - period, i + 1)]
      const mean = window.reduce((sum, x) => sum + x, 0) / period
      // The line passes through the mean in the middle, and through its end.
      const slope = ((end[i] as number) - mean) / ((period - 1) / 2)
      const squares = window.map((x, at) => (x - mean - slope * (at - (period - 1) / 2)) ** 2)
      return Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / (period - 2))
    })
    expect(distance(stdErr.batch(bars, { period }).value, expected, 0.01)).toBeLessThan(1e-9)
  })
})
