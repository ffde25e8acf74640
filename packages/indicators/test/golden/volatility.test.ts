import { describe, expect, it } from 'vitest'
import { adosc, atr, donchian, natr, stddev, variance } from '../../src/index.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'

describe.skipIf(!hasSharedData)('volatility and volume against reference data (skipped where they are absent)', () => {
  it.each(['spy-daily', 'btcusdt-1m'])('exact arithmetic on %s: deviation and variance to 1e-9', (market) => {
    const bars = sharedColumns(`golden/market/${market}.csv.gz`)
    const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
    const periods = Object.keys(exact).flatMap((name) => (name.startsWith('STD_POP:') ? [Number(name.slice(8))] : []))
    expect(periods.length).toBeGreaterThan(0)
    for (const period of periods) {
      const price = bars['close']?.[0] as number
      const [deviation, squared] = [`STD_POP:${period}`, `VAR_POP:${period}`].map((name) => exact[name] as Float64Array)
      expect(distance(stddev.batch(bars, { period }).value, deviation as Float64Array, 1e-6 * price)).toBeLessThan(1e-9)
      expect(
        distance(variance.batch(bars, { period }).value, squared as Float64Array, 1e-6 * price * price),
      ).toBeLessThan(1e-9)
    }
  })

  it('natr is the average true range in per cent of the close', () => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const range = sharedColumns('golden/talib/btcusdt-1m/ATR.csv.gz')['default'] as Float64Array
    const share = range.map((x, i) => (100 * x) / (bars['close']?.[i] as number))
    expect(distance(natr.batch(bars).value, share)).toBeLessThan(1e-13)
    expect(atr().metadata.warmup({ period: 14 })).toEqual(natr().metadata.warmup({ period: 14 }))
  })

  it('talipp on btcusdt-1m: Donchian exactly, NATR and the Chaikin oscillator once the starts are forgotten', () => {
    const bars = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const talipp = (name: string): Record<string, Float64Array> =>
      sharedColumns(`golden/talipp/btcusdt-1m/${name}.csv.gz`)
    const channel = talipp('DonchianChannels')
    const ours = donchian.batch(bars)
    expect(ours.upper).toEqual(channel['ub'])
    expect(ours.middle).toEqual(channel['cb'])
    expect(ours.lower).toEqual(channel['lb'])
    const late = (column: Float64Array): Float64Array => column.subarray(500)
    expect(distance(late(natr.batch(bars).value), late(talipp('NATR')['value'] as Float64Array))).toBeLessThan(1e-12)
    expect(
      distance(late(adosc.batch(bars).value), late(talipp('ChaikinOsc')['value'] as Float64Array), 1),
    ).toBeLessThan(1e-9)
  })
})
