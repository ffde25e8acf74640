import { describe, expect, it } from 'vitest'
import { adxr, minusDi, minusDm, plusDi, plusDm } from '../../src/index.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'

describe.skipIf(!hasSharedData)('trend indicators against reference data (skipped where they are absent)', () => {
  it.each(['spy-daily', 'btcusdt-1m'])('TA-Lib on %s: what follows from DX, ADX and the upward side', (market) => {
    const bars = sharedColumns(`golden/market/${market}.csv.gz`)
    const talib = (name: string): Float64Array =>
      sharedColumns(`golden/talib/${market}/${name}.csv.gz`)['default'] as Float64Array
    const up = talib('PLUS_DI')
    const down = minusDi.batch(bars).value
    const index = up.map((x, i) => (100 * Math.abs(x - (down[i] as number))) / (x + (down[i] as number)))
    expect(distance(index, talib('DX'), 1)).toBeLessThan(1e-9)
    const strength = talib('ADX')
    const rating = strength.map((x, i) => (x + (strength[i - 13] ?? NaN)) / 2)
    expect(distance(adxr.batch(bars).value, rating)).toBeLessThan(1e-9)
  })

  it('a market turned upside down swaps the sides', () => {
    const { high = empty, low = empty, close = empty } = sharedColumns('golden/market/btcusdt-1m.csv.gz')
    const mirror = { high: low.map((x) => -x), low: high.map((x) => -x), close: close.map((x) => -x) }
    expect(minusDi.batch({ high, low, close }).value).toEqual(plusDi.batch(mirror).value)
    expect(minusDm.batch({ high, low }).value).toEqual(plusDm.batch(mirror).value)
  })
})

const empty: Float64Array = new Float64Array()
