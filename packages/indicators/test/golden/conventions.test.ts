import { describe, expect, it } from 'vitest'
import { aroon, aroonOsc, atr, catalog, donchian, ema, macd, obv, stddev, trix, variance } from '../../src/index.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'

type Columns = Record<string, Float64Array>

const NONE: Float64Array = new Float64Array()

/** Each indicator with another library's convention, and that library's columns. `scale` is that of values near 0. */
const SKENDER: readonly (readonly [string, object, string, Readonly<Record<string, string>>, number])[] = [
  ['cmo', { period: 14, smoothing: 'none' }, 'cmo', { value: 'cmo' }, 1],
  ['dema', { period: 14, seed: 'shared' }, 'dema', { value: 'dema' }, 0],
  ['tema', { period: 20, seed: 'shared' }, 'tema', { value: 'tema' }, 0],
  ['t3', { period: 5, seed: 'first' }, 't3', { value: 't3' }, 0],
  ['trix', { period: 14, seed: 'shared' }, 'trix', { value: 'trix' }, 1e-1],
  ['macd', { seed: 'apart' }, 'macd', { macd: 'macd', signal: 'signal', histogram: 'histogram' }, 1],
]

/** `from`: where values begin that mean something; talipp begins SuperTrend with a 0. */
const TALIPP: readonly (readonly [string, object, string, Readonly<Record<string, string>>, from: number])[] = [
  ['atr', { firstRange: 'highLow' }, 'ATR', { value: 'value' }, 0],
  ['natr', { firstRange: 'highLow' }, 'NATR', { value: 'value' }, 0],
  ['keltner', { firstRange: 'highLow' }, 'KeltnerChannels', { upper: 'ub', middle: 'cb', lower: 'lb' }, 0],
  ['supertrend', { firstRange: 'highLow' }, 'SuperTrend', { value: 'value' }, 10],
  ['adx', { start: 'whole' }, 'ADX', { value: 'adx' }, 0],
  ['plusDi', { start: 'whole' }, 'ADX', { value: 'plus_di' }, 0],
  ['minusDi', { start: 'whole' }, 'ADX', { value: 'minus_di' }, 0],
]

describe.skipIf(!hasSharedData)('other conventions against those who have them (skipped where data are absent)', () => {
  const spy = hasSharedData ? sharedColumns('golden/market/spy-daily.csv.gz') : {}
  const bitcoin = hasSharedData ? sharedColumns('golden/market/btcusdt-1m.csv.gz') : {}

  it.each(SKENDER)('Skender on spy-daily: %s %o, from the first value', (name, params, file, outputs, scale) => {
    const theirs = sharedColumns(`golden/skender/${file}.csv.gz`)
    const ours = catalog.get(name)?.batch(spy, params) as Columns
    for (const [mine, column] of Object.entries(outputs))
      expect(distance(ours[mine] as Float64Array, theirs[column] as Float64Array, scale), mine).toBeLessThan(1e-12)
  })

  it.each(TALIPP)('talipp on btcusdt-1m: %s %o, from the first value', (name, params, file, outputs, from) => {
    const theirs = sharedColumns(`golden/talipp/btcusdt-1m/${file}.csv.gz`)
    const ours = catalog.get(name)?.batch(bitcoin, params) as Columns
    for (const [mine, column] of Object.entries(outputs)) {
      const [one, other] = [ours[mine] as Float64Array, theirs[column] as Float64Array]
      expect(distance(one.subarray(from), other.subarray(from), 1), mine).toBeLessThan(1e-12)
    }
  })

  it('Tulip on btcusdt-1m: atr with a range of the first bar', () => {
    const theirs = sharedColumns('golden/tulip/btcusdt-1m/atr.csv.gz')['atr'] as Float64Array
    expect(distance(atr.batch(bitcoin, { firstRange: 'highLow' }).value.subarray(13), theirs)).toBeLessThan(1e-12)
  })

  it.each(['spy-daily', 'btcusdt-1m'])('TA-Lib in Metastock mode on %s: ema from the first sample', (market) => {
    const { default_metastock: theirs = NONE } = sharedColumns(`golden/talib/${market}/EMA.csv.gz`)
    const ours = ema.batch(market === 'spy-daily' ? spy : bitcoin, { period: 30, seed: 'first' }).value
    expect(distance(ours.subarray(29), theirs.subarray(29))).toBeLessThan(1e-12)
  })

  it.each(['spy-daily', 'btcusdt-1m'])(
    'exact arithmetic on %s: deviation and variance of a sample to 1e-9',
    (market) => {
      const bars = market === 'spy-daily' ? spy : bitcoin
      const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
      const periods = Object.keys(exact).flatMap((name) =>
        name.startsWith('STD_SAMPLE:') ? [Number(name.slice(11))] : [],
      )
      expect(periods.length).toBeGreaterThan(0)
      const price = bars['close']?.[0] as number
      for (const period of periods) {
        const given = { period, divisor: 'sample' } as const
        const [deviation = NONE, squared = NONE] = [`STD_SAMPLE:${period}`, `VAR_SAMPLE:${period}`].map(
          (name) => exact[name],
        )
        expect(distance(stddev.batch(bars, given).value, deviation, 1e-6 * price)).toBeLessThan(1e-9)
        expect(distance(variance.batch(bars, given).value, squared, 1e-6 * price * price)).toBeLessThan(1e-9)
      }
    },
  )

  it('talipp on btcusdt-1m: obv, and from 0 the same less the first volume', () => {
    const theirs = sharedColumns('golden/talipp/btcusdt-1m/OBV.csv.gz')['value'] as Float64Array
    expect(distance(obv.batch(bitcoin).value, theirs, 1)).toBeLessThan(1e-9)
    const less = theirs.map((x) => x - (bitcoin['volume']?.[0] as number))
    expect(distance(obv.batch(bitcoin, { start: 'zero' }).value, less, 1)).toBeLessThan(1e-9)
  })

  it('donchian until the bar before is that of one bar ago', () => {
    const [present, before] = [donchian.batch(bitcoin), donchian.batch(bitcoin, { until: 'before' })]
    for (const output of ['upper', 'middle', 'lower'] as const)
      expect(before[output].subarray(1)).toEqual(present[output].subarray(0, -1))
  })

  it('aroon with the first of equal extremes is a look over each window', () => {
    const dash = sharedColumns('golden/market/dashusdt-1m.csv.gz')
    const { high = NONE, low = NONE } = dash
    const period = 14
    const share = (column: Float64Array, best: (...of: number[]) => number): Float64Array =>
      column.map((_, i) => {
        if (i < period) return NaN
        const window = [...column.subarray(i - period, i + 1)]
        return (100 * window.indexOf(best(...window))) / period
      })
    const [up, down] = [share(high, Math.max), share(low, Math.min)]
    const ours = aroon.batch(dash, { ties: 'first' })
    expect(ours.up).toEqual(up)
    expect(ours.down).toEqual(down)
    const balance = aroonOsc.batch(dash, { ties: 'first' }).value
    expect(
      distance(
        balance,
        up.map((x, i) => x - (down[i] as number)),
        1,
      ),
    ).toBeLessThan(1e-12)
    expect(aroon.batch(dash).up).not.toEqual(up)
  })
})

describe('conventions', () => {
  it('are left out of a definition and its key while they are the usual ones', () => {
    expect({ ...ema({ seed: 'mean' }) }).toEqual({ ...ema() })
    expect([ema({ seed: 'mean' }).key, ema({ seed: 'first' }).key]).toEqual([
      'ema(period=30)',
      'ema(period=30,seed=first)',
    ])
    expect(macd({ seed: 'apart' }).params).toEqual({ fast: 12, slow: 26, signal: 9, seed: 'apart' })
    expect(trix().metadata.warmup({ period: 5, seed: 'shared' })).toEqual({ samples: 6 })
  })

  it.each([
    [() => ema({ seed: 'second' as 'first' }), 'ema: seed was "second", expected one of mean, first'],
    [() => variance({ period: 1, divisor: 'sample' }), 'variance: period was 1, expected at least 2'],
  ])('%#: others are refused', (make, message) => {
    expect(make).toThrow(message)
  })
})
