import { describe, expect, it } from 'vitest'
import { bollinger, catalog, max, min, sma, vwap } from '../../src/index.js'
import { distance, hasSharedData, sharedColumns, sharedText } from './shared-data.js'
import { ownParameters } from './talib-manifest.js'

interface Manifest {
  readonly functions: Record<
    string,
    {
      readonly variants: Record<
        string,
        { readonly params: Record<string, number>; readonly outputs: readonly string[]; readonly compatibility: string }
      >
    }
  >
}

/** Deviations of TA-Lib, and what stands on them, are good to 1e-5; with another kind of mean it is another indicator. */
const LOOSE: Readonly<Record<string, number>> = { BBANDS: 1e-4, STDDEV: 1e-4, VAR: 1e-4, CORREL: 1e-4 }

/** Compared by themselves: exactly, on a scale of their own (a slope passes through 0), or for other kinds of mean too. */
const ELSEWHERE: readonly string[] = ['MAX', 'MIN', 'LINEARREG_SLOPE', 'PPO', 'STOCH', 'STOCHF']

describe.skipIf(!hasSharedData)('against reference data (skipped where they are absent)', () => {
  const functions = hasSharedData ? (JSON.parse(sharedText('golden/talib/manifest.json')) as Manifest).functions : {}

  for (const market of ['spy-daily', 'btcusdt-1m']) {
    const talib = [...catalog].flatMap((type) =>
      type.metadata.talib === undefined ? [] : [{ type, talib: type.metadata.talib }],
    )

    it.each(
      talib
        .filter(({ talib: { name } }) => functions[name] !== undefined && !ELSEWHERE.includes(name) && !isCandle(name))
        .map((one) => [one.talib.name, one] as const),
    )(`TA-Lib %s on ${market}: equal from the first value, in every variant`, (name, { type, talib }) => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const golden = sharedColumns(`golden/talib/${market}/${name}.csv.gz`)
      const manifest = functions[name]
      let compared = 0
      for (const [variant, { params, outputs, compatibility }] of Object.entries(manifest?.variants ?? {})) {
        if (compatibility !== 'default' || (params['optInMAType'] ?? 0) !== 0) continue
        const ours = type.batch(bars, ownParameters(type.metadata, params))
        for (const [mine, theirs] of Object.entries(talib.outputs)) {
          const column = golden[outputs.length > 1 ? `${variant}:${theirs}` : variant] as Float64Array
          // Differences of prices (MACD, HT_PHASOR) are compared on the scale of a thousandth of the price.
          expect(
            distance(
              ours[mine] as Float64Array,
              column,
              ['MACD', 'HT_PHASOR'].includes(name) ? 1e-3 * (bars['close']?.[0] as number) : 0,
            ),
            `${variant} ${mine}`,
          ).toBeLessThan(LOOSE[name] ?? 1e-9)
          compared++
        }
      }
      expect(compared).toBeGreaterThan(0)
    })

    it(`TA-Lib MINMAX on ${market}: exactly equal`, () => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const golden = sharedColumns(`golden/talib/${market}/MINMAX.csv.gz`)
      for (const [variant, period] of [
        ['default', 30],
        ['alt1', 16],
      ] as const) {
        expect(max.batch(bars, { period }).value).toEqual(golden[`${variant}:outMax`])
        expect(min.batch(bars, { period }).value).toEqual(golden[`${variant}:outMin`])
      }
    })

    it(`exact arithmetic on ${market}: means to 1e-14, extremes exactly, bands to 1e-9 of a deviation`, () => {
      const bars = sharedColumns(`golden/market/${market}.csv.gz`)
      const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
      const periods = Object.keys(exact).flatMap((name) => (name.startsWith('SMA:') ? [Number(name.slice(4))] : []))
      expect(periods.length).toBeGreaterThan(0)
      for (const period of periods) {
        const mean = exact[`SMA:${period}`] as Float64Array
        const deviation = exact[`STD_POP:${period}`] as Float64Array
        expect(distance(sma.batch(bars, { period }).value, mean)).toBeLessThan(1e-14)
        expect(max.batch(bars, { period }).value).toEqual(exact[`MAX:${period}`])
        expect(min.batch(bars, { period }).value).toEqual(exact[`MIN:${period}`])
        const bands = bollinger.batch(bars, { period, deviations: 3 })
        expect(distance(bands.middle, mean)).toBeLessThan(1e-14)
        expect(
          distance(
            bands.upper.map((x, i) => x - (bands.middle[i] as number)),
            deviation.map((x) => 3 * x),
            1e-6 * (mean[period] as number),
          ),
        ).toBeLessThan(1e-9)
        expect(
          distance(
            bands.lower.map((x, i) => (bands.middle[i] as number) - x),
            deviation.map((x) => 3 * x),
            1e-6 * (mean[period] as number),
          ),
        ).toBeLessThan(1e-9)
      }
    })
  }

  it('Skender VWAP and Bollinger on spy-daily', () => {
    const bars = sharedColumns('golden/market/spy-daily.csv.gz')
    expect(
      distance(vwap.batch(bars).value, sharedColumns('golden/skender/vwap.csv.gz')['vwap'] as Float64Array),
    ).toBeLessThan(1e-13)
    const bands = sharedColumns('golden/skender/bb.csv.gz')
    const ours = bollinger.batch(bars)
    expect(distance(ours.upper, bands['upperBand'] as Float64Array)).toBeLessThan(1e-12)
    expect(distance(ours.lower, bands['lowerBand'] as Float64Array)).toBeLessThan(1e-12)
  })
})

/** Candle patterns have one file for all of them. */
function isCandle(name: string): boolean {
  return name.startsWith('CDL')
}
