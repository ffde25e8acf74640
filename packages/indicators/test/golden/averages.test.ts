import { describe, expect, it } from 'vitest'
import {
  catalog,
  linreg,
  linregIntercept,
  linregSlope,
  midpoint,
  midprice,
  rma,
  sum,
  tsf,
  vwma,
  wma,
} from '../../src/index.js'
import { distance, hasSharedData, sharedColumns, sharedText } from './shared-data.js'

interface Manifest {
  readonly functions: Record<string, { readonly variants: Record<string, Variant> }>
}

interface Variant {
  readonly params: Record<string, number>
  readonly compatibility: string
}

/** Ours that TA-Lib has under a name of its own, there with its parameters and columns. */
const FUNCTIONS = ['kama', 'linreg', 'linregSlope', 'midpoint', 'sum', 'tema', 'wma'] as const

/** MA of TA-Lib by its number of the average, here all of 12 samples. */
const AVERAGES = { sma: 0, ema: 1, wma: 2, dema: 3, tema: 4, trima: 5, kama: 6, t3: 7 } as const

describe.skipIf(!hasSharedData)('averages and lines against reference data (skipped where they are absent)', () => {
  const markets = ['spy-daily', 'btcusdt-1m']

  for (const market of markets) {
    it.each(Object.entries(AVERAGES))(`TA-Lib MA on ${market}: %s is its type of column alt1_%i`, (name, type) => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const golden = sharedColumns(`golden/talib/${market}/MA.csv.gz`)
      const ours = catalog.get(name)?.batch(bars, { period: 12 } as object)['value'] as Float64Array
      expect(distance(ours, golden[`alt1_${type}`] as Float64Array)).toBeLessThan(1e-12)
    })

    it.each(FUNCTIONS)(`TA-Lib's own %s on ${market}: equal from the first value, in every variant`, (name) => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const type = catalog.get(name)
      const talib = type?.metadata.talib
      const golden = sharedColumns(`golden/talib/${market}/${talib?.name}.csv.gz`)
      const manifest = JSON.parse(sharedText('golden/talib/manifest.json')) as Manifest
      const variants = Object.entries(manifest.functions[talib?.name ?? '']?.variants ?? {}).filter(
        ([, { compatibility }]) => compatibility === 'default',
      )
      expect(variants.length).toBeGreaterThan(1)
      for (const [variant, { params }] of variants) {
        const given = Object.entries(talib?.params ?? {}).map(([mine, theirs]) => [mine, params[theirs]])
        const ours = type?.batch(bars, Object.fromEntries(given) as object)['value'] as Float64Array
        // A slope is compared on the scale of a ten-thousandth of the price.
        const scale = name === 'linregSlope' ? 1e-4 * (bars['close']?.[0] as number) : 0
        expect(distance(ours, golden[variant] as Float64Array, scale), variant).toBeLessThan(1e-10)
      }
    })

    it(`exact arithmetic on ${market}: sums and means to 1e-14, slopes to 1e-13 of the price`, () => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
      const level = bars['close']?.[0] as number
      const periods = Object.keys(exact).flatMap((name) => (name.startsWith('WMA:') ? [Number(name.slice(4))] : []))
      expect(periods.length).toBeGreaterThan(0)
      for (const period of periods) {
        const at = (name: string): Float64Array => exact[`${name}:${period}`] as Float64Array
        expect(distance(sum.batch(bars, { period }).value, at('SUM'))).toBeLessThan(1e-14)
        expect(distance(wma.batch(bars, { period }).value, at('WMA'))).toBeLessThan(1e-14)
        expect(distance(vwma.batch(bars, { period }).value, at('VWMA'))).toBeLessThan(1e-14)
        const line = linreg.batch(bars, { period }).value
        const slope = linregSlope.batch(bars, { period }).value
        expect(distance(line, at('LINREG_END'))).toBeLessThan(1e-14)
        expect(distance(slope, at('LINREG_SLOPE'), 1e-2 * level)).toBeLessThan(1e-13)
        const next = line.map((y, i) => y + (slope[i] as number))
        expect(distance(tsf.batch(bars, { period }).value, next)).toBeLessThan(1e-14)
        const start = line.map((y, i) => y - (period - 1) * (slope[i] as number))
        expect(distance(linregIntercept.batch(bars, { period }).value, start)).toBeLessThan(1e-14)
      }
    })

    it(`midprice of one column is midpoint, on ${market}`, () => {
      const { close = new Float64Array() } = sharedColumns(`golden/market/${market}.csv.gz`)
      expect(midprice.batch({ high: close, low: close }, { period: 9 })).toEqual(
        midpoint.batch({ close }, { period: 9 }),
      )
    })
  }

  it.each([
    ['wma', { period: 14 }, 'wma', 'wma'],
    ['vwma', { period: 14 }, 'vwma', 'vwma'],
    ['rma', { period: 20 }, 'smma', 'smma'],
    ['linreg', { period: 10 }, 'epma', 'epma'],
    ['linregSlope', { period: 14 }, 'slope', 'slope'],
  ] as const)('Skender on spy-daily: %s from the first value', (name, params, file, column) => {
    const bars = sharedColumns('golden/market/spy-daily.csv.gz')
    const ours = catalog.get(name)?.batch(bars, params)['value'] as Float64Array
    const golden = sharedColumns(`golden/skender/${file}.csv.gz`)[column] as Float64Array
    // A slope is compared on the scale of a hundredth of the price: that of its own line.
    expect(distance(ours, golden, name === 'linregSlope' ? 2 : 0)).toBeLessThan(1e-12)
  })

  it.each([
    ['hma', { period: 16 }, 0],
    ['vwma', { period: 20 }, 0],
    // Others seed it by one price: equal once the seed has faded.
    ['zlema', { period: 20 }, 400],
  ] as const)('Tulip on btcusdt-1m: %s', (name, params, from) => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const ours = catalog.get(name)?.batch(bars, params)['value'] as Float64Array
    const { i: rows, [name]: values } = sharedColumns(`golden/tulip/btcusdt-1m/${name}.csv.gz`)
    const theirs = new Float64Array(ours.length).fill(NaN)
    rows?.forEach((row, at) => (theirs[row] = values?.[at] as number))
    expect(distance(ours.subarray(from), theirs.subarray(from))).toBeLessThan(1e-11)
  })

  it('Tulip on btcusdt-1m: rma is wilders from the first value', () => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const { i: rows, wilders } = sharedColumns('golden/tulip/btcusdt-1m/wilders.csv.gz')
    const ours = rma.batch(bars, { period: 20 }).value
    expect(distance(ours.subarray(rows?.[0]), wilders as Float64Array)).toBeLessThan(1e-12)
  })
})
