import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  avgDev,
  bollinger,
  catalog,
  kama,
  linregAngle,
  linregSlope,
  ma,
  macd,
  macdExt,
  maxIndex,
  mavp,
  minIndex,
  minMax,
  minMaxIndex,
  sar,
  sarExt,
  sma,
} from '../../src/index.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'
import { ownParameters, talibVariants } from './talib-manifest.js'

/** Values of the C library itself, at some rows of one market, of what the reference data have no column for. */
interface TalibValues {
  readonly rows: readonly number[]
  readonly cases: readonly {
    readonly name: string
    readonly params: Readonly<Record<string, number | string>>
    readonly outputs: Readonly<Record<string, readonly (number | null)[]>>
  }[]
}

const values = JSON.parse(readFileSync(new URL('talib-values.json', import.meta.url), 'utf8')) as TalibValues

/** TA-Lib's own sums round: deviations are good to 1e-5 of themselves, angles to 1e-7 of a degree. */
const LOOSE: Readonly<Record<string, number>> = { bollinger: 1e-7, linregAngle: 1e-7 }

/** Differences of prices, which pass through 0. */
const DIFFERENCES: readonly string[] = ['apo', 'macdExt', 'macdFix']

describe.skipIf(!hasSharedData)('the rest of TA-Lib against reference data (skipped where they are absent)', () => {
  const bitcoin = hasSharedData ? sharedColumns('golden/market/btcusdt-1m.csv.gz') : {}
  const columns: Record<string, Float64Array> = {
    ...bitcoin,
    periods: (bitcoin['close'] ?? new Float64Array()).map((_, i) => (7 * i) % 40),
  }

  it.each(values.cases.map((one) => [`${one.name} ${JSON.stringify(one.params)}`, one] as const))(
    'TA-Lib 0.8.1 on btcusdt-1m: %s',
    (_, { name, params, outputs }) => {
      const ours = (catalog.get(name)?.batch(columns, params) ?? {}) as Record<string, Float64Array>
      for (const [output, theirs] of Object.entries(outputs)) {
        const picked = Float64Array.from(values.rows, (row) => ours[output]?.[row] as number)
        // What passes through 0 is compared on the scale of a thousandth of the price, of a per cent, of a degree.
        const apart = distance(
          picked,
          Float64Array.from(theirs, (x) => x ?? NaN),
          DIFFERENCES.includes(name) ? 50 : 1,
        )
        expect(apart, output).toBeLessThan(LOOSE[name] ?? 1e-9)
      }
    },
  )

  describe.each(['spy-daily', 'btcusdt-1m'])('%s', (market) => {
    const bars = hasSharedData ? sharedColumns(`golden/market/${market}.csv.gz`) : {}
    const { close = new Float64Array() } = bars

    it('TA-Lib MA of every kind, from the first value, in every variant', () => {
      const golden = sharedColumns(`golden/talib/${market}/MA.csv.gz`)
      const variants = talibVariants('MA')
      expect(variants.length).toBeGreaterThanOrEqual(9)
      for (const [variant, { params }] of variants) {
        const ours = ma.batch(bars, ownParameters(ma.metadata, params)).value
        expect(distance(ours, golden[variant] as Float64Array), variant).toBeLessThan(1e-12)
      }
    })

    it('TA-Lib BBANDS around an exponential mean, bands of two widths from two instances', () => {
      const golden = sharedColumns(`golden/talib/${market}/BBANDS.csv.gz`)
      const wide = bollinger.batch(bars, { period: 20, deviations: 2.5, average: 'ema' })
      const narrow = bollinger.batch(bars, { period: 20, deviations: 1.5, average: 'ema' })
      expect(distance(wide.upper, golden['alt1:outRealUpperBand'] as Float64Array)).toBeLessThan(1e-9)
      expect(distance(wide.middle, golden['alt1:outRealMiddleBand'] as Float64Array)).toBeLessThan(1e-12)
      expect(distance(narrow.lower, golden['alt1:outRealLowerBand'] as Float64Array)).toBeLessThan(1e-9)
    })

    it('TA-Lib MAXINDEX and MINMAX in every variant, exactly', () => {
      const golden = sharedColumns(`golden/talib/${market}/MAXINDEX.csv.gz`)
      const extremes = sharedColumns(`golden/talib/${market}/MINMAX.csv.gz`)
      for (const [variant, { params }] of talibVariants('MAXINDEX')) {
        const period = params['optInTimePeriod']
        expect(maxIndex.batch(bars, { period }).value).toEqual(golden[variant])
        expect(minMax.batch(bars, { period }).min).toEqual(extremes[`${variant}:outMin`])
        expect(minMax.batch(bars, { period }).max).toEqual(extremes[`${variant}:outMax`])
      }
    })

    it('exact arithmetic: mean absolute deviations to 1e-12', () => {
      const exact = sharedColumns(`golden/exact/${market}.csv.gz`)
      const names = Object.keys(exact).filter((name) => name.startsWith('MEAN_ABS_DEV:'))
      expect(names.length).toBeGreaterThan(0)
      for (const name of names) {
        const ours = avgDev.batch(bars, { period: Number(name.slice(13)) }).value
        expect(distance(ours, exact[name] as Float64Array, 1e-3 * (close[0] as number))).toBeLessThan(1e-12)
      }
    })

    it('what is another by another name has its numbers', () => {
      const average = { fastAverage: 'ema', slowAverage: 'ema', signalAverage: 'ema' } as const
      const [plain, chosen] = [macd.batch(bars), macdExt.batch(bars, average)]
      expect(distance(chosen.macd, plain.macd, close[0])).toBeLessThan(1e-14)
      expect(distance(chosen.signal, plain.signal, close[0])).toBeLessThan(1e-14)
      const signed = sarExt.batch(bars).value
      expect(signed.map(Math.abs)).toEqual(sar.batch(bars).value)
      const slope = linregSlope.batch(bars).value
      const tangent = linregAngle.batch(bars).value.map((angle) => Math.tan((angle * Math.PI) / 180))
      expect(distance(tangent, slope, 1)).toBeLessThan(1e-12)
      const always = { ...bars, periods: close.map(() => 12.9) }
      expect(mavp.batch(always, { minPeriod: 12, maxPeriod: 12 }).value).toEqual(sma.batch(bars, { period: 12 }).value)
      expect(ma.batch(bars, { period: 10, type: 'kama' }).value).toEqual(kama.batch(bars, { period: 10 }).value)
    })
  })
})

describe('places of extremes', () => {
  it('are those of a scan of the window by TA-Lib’s rules, however often samples are equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 9 }),
        (list, period) => {
          const close = Float64Array.from(list)
          expect(maxIndex.batch({ close }, { period }).value).toEqual(scanned(list, period))
          const lows = scanned(
            list.map((x) => -x),
            period,
          )
          expect(minIndex.batch({ close }, { period }).value).toEqual(lows)
          expect(minMaxIndex.batch({ close }, { period })).toEqual({ min: lows, max: scanned(list, period) })
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** A newcomer that equals the highest takes its place; when that has left, the first of the next counts. */
function scanned(list: readonly number[], period: number): Float64Array {
  let best = -1
  return Float64Array.from(list, (x, i) => {
    if (i < period - 1) return NaN
    if (best <= i - period) {
      const window = list.slice(i - period + 1, i + 1)
      best = i - period + 1 + window.indexOf(Math.max(...window))
    } else if (x >= (list[best] as number)) {
      best = i
    }
    return best
  })
}
