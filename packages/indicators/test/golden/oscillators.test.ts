import { describe, expect, it } from 'vitest'
import {
  ao,
  apo,
  catalog,
  mfi,
  ppo,
  rocr,
  rocr100,
  rsi,
  sma,
  cmo,
  stoch,
  stochFast,
  stochRsi,
  ultosc,
} from '../../src/index.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'
import { ownParameters, talibVariants } from './talib-manifest.js'

/** Per cents and ratios are compared on their own scale where they are near 0; those in units of price exactly. */
const SCALE: Readonly<Record<string, number>> = {
  BOP: 1e-3,
  CCI: 1,
  MOM: 0,
  PPO: 1e-3,
  ROC: 1e-3,
  ROCP: 1e-5,
  STOCH: 1,
  WILLR: 1,
}

describe.skipIf(!hasSharedData)('oscillators against reference data (skipped where they are absent)', () => {
  describe.each(['spy-daily', 'btcusdt-1m'])('%s', (market) => {
    const bars = hasSharedData ? sharedColumns(`golden/market/${market}.csv.gz`) : {}

    it.each(Object.entries(SCALE))('TA-Lib %s: equal from the first value, in every variant', (name, scale) => {
      const type = [...catalog].find(({ metadata }) => metadata.talib?.name === name)
      const golden = sharedColumns(`golden/talib/${market}/${name}.csv.gz`)
      let compared = 0
      for (const [variant, { params, outputs }] of talibVariants(name)) {
        const ours = type?.batch(bars, ownParameters(type.metadata, params)) ?? {}
        for (const [mine, theirs] of Object.entries(type?.metadata.talib?.outputs ?? {})) {
          const column = golden[outputs.length > 1 ? `${variant}:${theirs}` : variant] as Float64Array
          expect(distance(ours[mine] as Float64Array, column, scale), `${variant} ${mine}`).toBeLessThan(1e-9)
          compared++
        }
      }
      expect(compared).toBeGreaterThan(0)
    })

    it('what TA-Lib derives from functions that are compared is derived so here too', () => {
      const rocp = sharedColumns(`golden/talib/${market}/ROCP.csv.gz`)['default'] as Float64Array
      expect(
        distance(
          rocr.batch(bars).value,
          rocp.map((x) => x + 1),
        ),
      ).toBeLessThan(1e-14)
      expect(
        distance(
          rocr100.batch(bars).value,
          rocp.map((x) => 100 * (x + 1)),
        ),
      ).toBeLessThan(1e-14)
      const slow = sma.batch(bars, { period: 26 }).value
      const share = ppo.batch(bars).value
      expect(
        distance(
          apo.batch(bars).value,
          share.map((x, i) => (x * (slow[i] as number)) / 100),
          1e-3,
        ),
      ).toBeLessThan(1e-9)
      // The average of fast %K is %D of the one and %K of the other.
      expect(stochFast.batch(bars).d.subarray(8)).toEqual(stoch.batch(bars).k.subarray(8))
      const index = rsi.batch(bars).value
      expect(
        distance(
          cmo.batch(bars).value,
          index.map((x) => 2 * x - 100),
          1,
        ),
      ).toBeLessThan(1e-12)
      const bound = stochFast.batch({ high: index, low: index, close: index })
      expect(distance(stochRsi.batch(bars).k, bound.k, 1)).toBeLessThan(1e-9)
      expect(distance(stochRsi.batch(bars).d, bound.d, 1)).toBeLessThan(1e-9)
    })
  })

  it('Skender MFI, ultimate oscillator, and Tulip awesome oscillator, where all libraries agree', () => {
    const bars = sharedColumns('golden/market/spy-daily.csv.gz')
    const [flow, ultimate] = [sharedColumns('golden/skender/mfi.csv.gz'), sharedColumns('golden/skender/uo.csv.gz')]
    expect(distance(mfi.batch(bars).value, flow['mfi'] as Float64Array)).toBeLessThan(1e-9)
    expect(distance(ultosc.batch(bars).value, ultimate['ultimate'] as Float64Array)).toBeLessThan(1e-9)
    const tulip = sharedColumns('golden/tulip/btcusdt-1m/ao.csv.gz')
    const bitcoin = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    expect(distance(ao.batch(bitcoin).value.subarray(33), tulip['ao'] as Float64Array, 1)).toBeLessThan(1e-9)
  })
})
