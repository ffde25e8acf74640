import { describe, expect, it } from 'vitest'
import {
  atr,
  chaikinVolatility,
  chandeKroll,
  drawdown,
  ema,
  garmanKlass,
  historicalVolatility,
  iqr,
  logReturn,
  marketFacilitation,
  medianAbsDev,
  parkinson,
  percentRank,
  pvt,
  quantile,
  rma,
  rogersSatchell,
  rvi,
  rvol,
  sma,
  starc,
  stddev,
  ulcer,
  vroc,
  wad,
  yangZhang,
} from '../src/index.js'
import { distance } from './golden/shared-data.js'
import { randomColumns } from './random-columns.js'

const bars = randomColumns(300, 77) as Record<'open' | 'high' | 'low' | 'close' | 'volume', Float64Array>
const { open, high, low, close, volume } = bars
const PERIODS = [2, 5, 20, 33]

describe('against models that scan the whole window', () => {
  it.each(PERIODS)('order over %i samples: quantiles, ranks, median deviation', (period) => {
    for (const share of [0, 0.05, 0.3, 0.5, 1])
      expect(
        distance(
          quantile.batch(bars, { period, share }).value,
          over(close, period, (w) => lineAt(sorted(w), share)),
        ),
      ).toBeLessThan(1e-15)
    const spread = over(close, period, (w) => lineAt(sorted(w), 0.75) - lineAt(sorted(w), 0.25))
    expect(distance(iqr.batch(bars, { period }).value, spread, 1)).toBeLessThan(1e-12)
    const robust = over(close, period, (w) => {
      const middle = lineAt(sorted(w), 0.5)
      return lineAt(sorted(w.map((x) => Math.abs(x - middle))), 0.5)
    })
    expect(distance(medianAbsDev.batch(bars, { period }).value, robust, 1)).toBeLessThan(1e-12)
    const rank = (ties: boolean): Float64Array =>
      over(close, period + 1, (w) => {
        const x = w.at(-1) as number
        return (100 * w.slice(0, -1).filter((y) => (ties ? y <= x : y < x)).length) / period
      })
    expect(percentRank.batch(bars, { period }).value).toEqual(rank(true))
    expect(percentRank.batch(bars, { period, ties: 'leave' }).value).toEqual(rank(false))
  })

  it.each(PERIODS)('volatilities over %i bars', (period) => {
    const perYear = 365
    const yearly = (variance: Float64Array): Float64Array => variance.map((x) => 100 * Math.sqrt(perYear * x))
    const term = (of: (i: number) => number): Float64Array => close.map((_, i) => of(i))
    const ln = (a: Float64Array, b: Float64Array, i: number): number => Math.log((a[i] as number) / (b[i] as number))
    const swings = term((i) => ln(high, low, i) ** 2 / (4 * Math.log(2)))
    const bodies = term((i) => ln(high, low, i) ** 2 / 2 - (2 * Math.log(2) - 1) * ln(close, open, i) ** 2)
    const inside = term((i) => ln(high, close, i) * ln(high, open, i) + ln(low, close, i) * ln(low, open, i))
    expect(distance(parkinson.batch(bars, { period, perYear }).value, yearly(over(swings, period, mean)))).toBeLessThan(
      1e-12,
    )
    expect(
      distance(garmanKlass.batch(bars, { period, perYear }).value, yearly(over(bodies, period, mean))),
    ).toBeLessThan(1e-12)
    expect(
      distance(rogersSatchell.batch(bars, { period, perYear }).value, yearly(over(inside, period, mean)), 1),
    ).toBeLessThan(1e-12)

    const returns = term((i) => Math.log((close[i] as number) / (close[i - 1] ?? NaN)))
    const realised = yearly(over(returns, period, (w) => squares(w) / period))
    expect(distance(historicalVolatility.batch(bars, { period, perYear }).value, realised, 1)).toBeLessThan(1e-11)

    const gaps = term((i) => Math.log((open[i] as number) / (close[i - 1] ?? NaN)))
    const moves = term((i) => ln(close, open, i))
    const share = 0.34 / (1.34 + (period + 1) / (period - 1))
    const [between, during, rest] = [
      over(gaps, period, (w) => squares(w) / (period - 1)),
      over(moves, period, (w) => squares(w) / (period - 1)),
      over(inside, period, mean),
    ]
    const whole = between.map((x, i) => x + share * (during[i] as number) + (1 - share) * (rest[i] as number))
    expect(distance(yangZhang.batch(bars, { period, perYear }).value, yearly(whole), 1)).toBeLessThan(1e-11)
  })

  it.each(PERIODS)('what falls, %i samples: ulcer index, drawdown', (period) => {
    const losses = over(close, period, (w) => (100 * (Math.max(...w) - (w.at(-1) as number))) / Math.max(...w))
    const index = over(losses, period, (w) => Math.sqrt(mean(w.map((x) => x * x))))
    expect(distance(ulcer.batch(bars, { period }).value, index, 0.1)).toBeLessThan(1e-12)
    const peak = close.map((_, i) => Math.max(...close.subarray(0, i + 1)))
    expect(drawdown.batch(bars).value).toEqual(peak.map((top, i) => (top - (close[i] as number)) / top))
    const growth = close.map((x, i) => Math.log(x / (close[i - period] ?? NaN)))
    expect(distance(logReturn.batch(bars, { period }).value, growth, 1e-3)).toBeLessThan(1e-12)
  })

  it.each(PERIODS)('indicators made of others, over %i bars', (period) => {
    const range = atr.batch(bars, { period }).value
    const bands = starc.batch(bars, { period, atrPeriod: period, multiplier: 3 })
    const middle = sma.batch(bars, { period }).value.map((x, i) => (range[i] === range[i] ? x : NaN))
    expect(distance(bands.middle, middle)).toBeLessThan(1e-14)
    expect(
      distance(
        bands.upper,
        middle.map((x, i) => x + 3 * (range[i] as number)),
      ),
    ).toBeLessThan(1e-14)
    expect(
      distance(
        bands.lower,
        middle.map((x, i) => x - 3 * (range[i] as number)),
      ),
    ).toBeLessThan(1e-14)

    const first = over(high, period, (w) => Math.max(...w)).map((x, i) => x - 2 * (range[i] as number))
    const other = over(low, period, (w) => Math.min(...w)).map((x, i) => x + 2 * (range[i] as number))
    const stops = chandeKroll.batch(bars, { period, multiplier: 2, stopPeriod: 7 })
    expect(
      distance(
        stops.short,
        over(first, 7, (w) => Math.max(...w)),
      ),
    ).toBeLessThan(1e-14)
    expect(
      distance(
        stops.long,
        over(other, 7, (w) => Math.min(...w)),
      ),
    ).toBeLessThan(1e-14)

    const calm = ema.batch({ close: high.map((x, i) => x - (low[i] as number)) }, { period }).value
    const grown = calm.map((x, i) => 100 * (x / (calm[i - 4] ?? NaN) - 1))
    expect(distance(chaikinVolatility.batch(bars, { period, change: 4 }).value, grown, 1)).toBeLessThan(1e-11)

    const spread = stddev.batch(bars, { period }).value
    const rises = spread.map((x, i) => (x !== x || (close[i] as number) > (close[i - 1] as number) ? x : 0))
    const falls = spread.map((x, i) => (x !== x || (close[i] as number) < (close[i - 1] as number) ? x : 0))
    const [up, down] = [rises, falls].map((part) => rma.batch({ close: part }, { period: 9 }).value)
    const index = (up as Float64Array).map((x, i) => (100 * x) / (x + (down?.[i] as number)))
    expect(distance(rvi.batch(bars, { period: 9, deviation: period }).value, index, 1)).toBeLessThan(1e-11)
  })

  it('volume: trend, change, share of the bars before, range by volume; accumulation without volume', () => {
    const defined = (column: Float64Array): Float64Array => column.map((x) => (Math.abs(x) < Infinity ? x : NaN))
    const before = (i: number): number => close[i - 1] ?? NaN
    const flows = close.map((x, i) => (i === 0 ? 0 : (volume[i] as number) * (x / before(i) - 1)))
    expect(distance(pvt.batch(bars).value, total(flows), 1)).toBeLessThan(1e-12)
    const change = volume.map((x, i) => (100 * (x - (volume[i - 3] ?? NaN))) / (volume[i - 3] ?? NaN))
    expect(vroc.batch(bars, { period: 3 }).value).toEqual(defined(change))
    const share = over(volume, 4, (w) => (w.at(-1) as number) / mean(w.slice(0, -1)))
    expect(distance(rvol.batch(bars, { period: 3 }).value, defined(share))).toBeLessThan(1e-14)
    const eased = high.map((x, i) => (x - (low[i] as number)) / (volume[i] as number))
    expect(marketFacilitation.batch(bars).value).toEqual(defined(eased))
    const steps = close.map((x, i) => {
      if (i === 0 || x === before(i)) return 0
      return x > before(i) ? x - Math.min(before(i), low[i] as number) : x - Math.max(before(i), high[i] as number)
    })
    expect(distance(wad.batch(bars).value, total(steps), 1)).toBeLessThan(1e-12)
  })
})

/** What a model makes of each whole window; NaN where it holds one. */
function over(column: Float64Array, period: number, model: (window: readonly number[]) => number): Float64Array {
  return column.map((_, i) => (i < period - 1 ? NaN : model([...column.subarray(i + 1 - period, i + 1)])))
}

function sorted(window: readonly number[]): number[] {
  return [...window].sort((a, b) => a - b)
}

function lineAt(ordered: readonly number[], share: number): number {
  const at = share * (ordered.length - 1)
  const [below, above] = [ordered[Math.floor(at)] as number, ordered[Math.ceil(at)] as number]
  return below + (at - Math.floor(at)) * (above - below)
}

function mean(window: readonly number[]): number {
  return window.reduce((sum, x) => sum + x, 0) / window.length
}

function squares(window: readonly number[]): number {
  const middle = mean(window)
  return window.reduce((sum, x) => sum + (x - middle) ** 2, 0)
}

function total(steps: Float64Array): Float64Array {
  let sum = 0
  return steps.map((step) => (sum += step))
}
