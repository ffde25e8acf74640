import { describe, expect, it } from 'vitest'
import {
  adxr,
  aroonOsc,
  beta,
  chandelier,
  correl,
  keltner,
  minusDi,
  minusDm,
  plusDi,
  plusDm,
  supertrend,
} from '../../src/index.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'

const MARKETS = ['spy-daily', 'btcusdt-1m']

describe.skipIf(!hasSharedData)('trend indicators against reference data (skipped where they are absent)', () => {
  it.each(MARKETS)('TA-Lib on %s: what follows from DX, ADX, AROON and the upward side', (market) => {
    const bars = sharedColumns(`golden/market/${market}.csv.gz`)
    const talib = (name: string, column = 'default'): Float64Array =>
      sharedColumns(`golden/talib/${market}/${name}.csv.gz`)[column] as Float64Array
    const up = talib('PLUS_DI')
    const down = minusDi.batch(bars).value
    const index = up.map((x, i) => (100 * Math.abs(x - (down[i] as number))) / (x + (down[i] as number)))
    expect(distance(index, talib('DX'), 1)).toBeLessThan(1e-9)
    const strength = talib('ADX')
    const rating = strength.map((x, i) => (x + (strength[i - 13] ?? NaN)) / 2)
    expect(distance(adxr.batch(bars).value, rating)).toBeLessThan(1e-9)
    const fallen = talib('AROON', 'default:outAroonDown')
    const oscillator = talib('AROON', 'default:outAroonUp').map((x, i) => x - (fallen[i] as number))
    expect(distance(aroonOsc.batch(bars).value, oscillator, 1)).toBeLessThan(1e-12)
  })

  it('a market turned upside down swaps the sides', () => {
    const { high = empty, low = empty, close = empty } = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const mirror = { high: low.map((x) => -x), low: high.map((x) => -x), close: close.map((x) => -x) }
    expect(minusDi.batch({ high, low, close }).value).toEqual(plusDi.batch(mirror).value)
    expect(minusDm.batch({ high, low }).value).toEqual(plusDm.batch(mirror).value)
    const hung = chandelier.batch({ high, low, close })
    expect(chandelier.batch(mirror).short.map((x) => -x)).toEqual(hung.long)
  })

  it('Skender on spy-daily: Keltner channel and chandelier exit', () => {
    const bars = sharedColumns('golden/market/spy-daily.csv.gz')
    const channel = sharedColumns('golden/skender/keltner.csv.gz')
    const ours = keltner.batch(bars)
    expect(distance(ours.upper, channel['upperBand'] as Float64Array)).toBeLessThan(1e-12)
    expect(distance(ours.middle, channel['centerline'] as Float64Array)).toBeLessThan(1e-12)
    expect(distance(ours.lower, channel['lowerBand'] as Float64Array)).toBeLessThan(1e-12)
    const exit = sharedColumns('golden/skender/chexit.csv.gz')['chandelierExit'] as Float64Array
    expect(distance(chandelier.batch(bars).long, exit)).toBeLessThan(1e-12)
  })

  it('talipp on btcusdt-1m: SuperTrend once the starts are forgotten', () => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const theirs = sharedColumns('golden/talipp/btcusdt-1m/SuperTrend.csv.gz')['value'] as Float64Array
    const { value, direction } = supertrend.batch(bars)
    expect(distance(value.subarray(500), theirs.subarray(500))).toBeLessThan(1e-12)
    expect(new Set(direction.subarray(500))).toEqual(new Set([1, -1]))
  })

  it.each(MARKETS)('correlation on %s to 1e-9 of exact arithmetic, beta of two passes over each window', (market) => {
    const bars = sharedColumns(`golden/market/${market}.csv.gz`)
    const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
    const names = Object.keys(exact).filter((name) => name.startsWith('CORR_HIGH_LOW:'))
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) {
      const ours = correl.batch(bars, { period: Number(name.slice(14)) }).value
      expect(distance(ours, exact[name] as Float64Array)).toBeLessThan(1e-9)
    }
    const { close = empty, volume = empty } = bars
    const period = 20
    const slope = close.map((_, i) => (i < period ? NaN : slowBeta(close, volume, i, period)))
    expect(distance(beta.batch(bars, { period, first: 'close', second: 'volume' }).value, slope, 1)).toBeLessThan(1e-9)
  })
})

const empty: Float64Array = new Float64Array()

function slowBeta(first: Float64Array, second: Float64Array, at: number, period: number): number {
  const changes = (column: Float64Array): number[] =>
    Array.from({ length: period }, (_, n) => (column[at - n] as number) / (column[at - n - 1] as number) - 1)
  const [x, y] = [changes(first), changes(second)]
  const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / period
  const [meanX, meanY] = [mean(x), mean(y)]
  const products = x.reduce((sum, one, n) => sum + (one - meanX) * ((y[n] as number) - meanY), 0)
  return products / x.reduce((sum, one) => sum + (one - meanX) ** 2, 0)
}
