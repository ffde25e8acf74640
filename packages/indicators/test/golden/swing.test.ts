import { describe, expect, it } from 'vitest'
import {
  alligator,
  alma,
  coppock,
  dpo,
  efficiencyRatio,
  fisher,
  gator,
  ichimoku,
  maEnvelope,
  mcginley,
  qstick,
  smi,
  squeeze,
  stc,
  tsi,
  vidya,
} from '../../src/index.js'
import { later, slowHighest, slowLowest, slowMean, slowExponential, zip } from '../slow-parts.js'
import { distance, hasSharedData, sharedColumns } from './shared-data.js'

describe.skipIf(!hasSharedData)('what TA-Lib lacks against other libraries (skipped without reference data)', () => {
  const spy = hasSharedData ? sharedColumns('golden/market/spy-daily.csv.gz') : {}
  const bitcoin = hasSharedData ? sharedColumns('golden/market/btcusdt-1m.csv.gz') : {}
  const skender = (file: string, column = file): Float64Array =>
    sharedColumns(`golden/skender/${file}.csv.gz`)[column] as Float64Array
  /** A column of talipp or Tulip, which write the rows that have a value. */
  const rowByRow = (file: string, column: string): Float64Array => {
    const { i: at, [column]: values } = sharedColumns(`golden/${file}.csv.gz`)
    const rows = new Float64Array(bitcoin['close']?.length ?? 0).fill(NaN)
    at?.forEach((row, n) => (rows[row] = values?.[n] as number))
    return rows
  }
  const talipp = (name: string, column = 'value'): Float64Array => rowByRow(`talipp/btcusdt-1m/${name}`, column)
  const tulip = (name: string, column = name): Float64Array => rowByRow(`tulip/btcusdt-1m/${name}`, column)

  describe('equal from the first value', () => {
    it('alma: Skender and talipp', () => {
      expect(distance(alma.batch(spy).value, skender('alma'))).toBeLessThan(1e-14)
      expect(distance(alma.batch(bitcoin).value, talipp('ALMA'))).toBeLessThan(1e-14)
    })

    it('vidya: Tulip', () => expect(distance(vidya.batch(bitcoin).value, tulip('vidya'))).toBeLessThan(1e-10))

    it('mcginley: talipp; with the factor 0.6 Skender, once its first price is forgotten', () => {
      expect(distance(mcginley.batch(bitcoin).value, talipp('McGinleyDynamic'))).toBeLessThan(1e-14)
      const ours = mcginley.batch(spy, { factor: 0.6 }).value
      expect(distance(ours.subarray(200), skender('dynamic').subarray(200))).toBeLessThan(1e-12)
    })

    it('alligator, gator and envelope: Skender', () => {
      const lines = alligator.batch(spy)
      expect(distance(lines.jaw, skender('alligator', 'jaw'))).toBeLessThan(1e-14)
      expect(distance(lines.teeth, skender('alligator', 'teeth'))).toBeLessThan(1e-14)
      expect(distance(lines.lips, skender('alligator', 'lips'))).toBeLessThan(1e-14)
      expect(distance(gator.batch(spy).upper, skender('gator', 'upper'), 1)).toBeLessThan(1e-12)
      expect(distance(gator.batch(spy).lower, skender('gator', 'lower'), 1)).toBeLessThan(1e-12)
      const bands = maEnvelope.batch(spy)
      expect(distance(bands.upper, skender('ma-env', 'upperEnvelope'))).toBeLessThan(1e-14)
      expect(distance(bands.middle, skender('ma-env', 'centerline'))).toBeLessThan(1e-14)
      expect(distance(bands.lower, skender('ma-env', 'lowerEnvelope'))).toBeLessThan(1e-14)
    })

    it('ichimoku: talipp, which draws senkou B one bar later and chikou one bar earlier', () => {
      const cloud = ichimoku.batch(bitcoin)
      const theirs = (column: string): Float64Array => talipp('Ichimoku', column)
      expect(cloud.tenkan).toEqual(theirs('conversion_line'))
      expect(cloud.kijun).toEqual(theirs('base_line'))
      expect(distance(cloud.senkouA, theirs('cloud_leading_fast_line'))).toBeLessThan(1e-14)
      expect(later(cloud.senkouB, 1)).toEqual(theirs('cloud_leading_slow_line'))
      expect(cloud.chikou.subarray(26)).toEqual(theirs('lagging_line').subarray(26))
    })

    it('tsi: Skender and talipp', () => {
      expect(distance(tsi.batch(spy).tsi, skender('tsi'), 1)).toBeLessThan(1e-12)
      expect(distance(tsi.batch(spy).signal, skender('tsi', 'signal'), 1)).toBeLessThan(1e-12)
      expect(distance(tsi.batch(bitcoin).tsi, talipp('TSI'), 1)).toBeLessThan(1e-12)
    })

    it('coppock: talipp', () =>
      expect(distance(coppock.batch(bitcoin).value, talipp('CoppockCurve'), 1)).toBeLessThan(1e-12))

    it('dpo: Tulip; Skender, which draws it to the left of where it is known', () => {
      expect(distance(dpo.batch(bitcoin).value, tulip('dpo'), 1)).toBeLessThan(1e-9)
      const ours = dpo.batch(spy, { period: 14 }).value
      expect(distance(ours, later(skender('dpo'), 8), 1)).toBeLessThan(1e-11)
    })

    it('fisher: Tulip; Skender, once its windows are whole', () => {
      const ours = fisher.batch(bitcoin, { period: 9 })
      expect(distance(ours.fisher, tulip('fisher'), 1)).toBeLessThan(1e-12)
      expect(distance(ours.signal.subarray(9), tulip('fisher', 'fisher_signal').subarray(9), 1)).toBeLessThan(1e-12)
      expect(distance(fisher.batch(spy).fisher.subarray(100), skender('fisher').subarray(100), 1)).toBeLessThan(1e-12)
    })

    it('qstick: Tulip', () => expect(distance(qstick.batch(bitcoin).value, tulip('qstick'), 1)).toBeLessThan(1e-11))

    it('efficiency ratio: the one inside of Skender’s adaptive average', () =>
      expect(distance(efficiencyRatio.batch(spy).value.subarray(10), skender('kama', 'er').subarray(10))).toBeLessThan(
        1e-11,
      ))
  })

  it('smi: Skender once its seed, one number, is forgotten', () => {
    const ours = smi.batch(spy)
    expect(distance(ours.smi.subarray(400), skender('smi').subarray(400), 1)).toBeLessThan(1e-12)
    expect(distance(ours.signal.subarray(400), skender('smi', 'signal').subarray(400), 1)).toBeLessThan(1e-12)
  })

  it('squeeze: the momentum of talipp from the first value, its squeeze once the start of the range is forgotten', () => {
    const ours = squeeze.batch(bitcoin, { multiplier: 2 })
    expect(distance(ours.momentum, talipp('TTM', 'histogram'), 1)).toBeLessThan(1e-9)
    expect(ours.squeeze.subarray(100)).toEqual(talipp('TTM', 'squeeze').subarray(100))
    expect(new Set(ours.squeeze.subarray(100))).toEqual(new Set([0, 1]))
  })

  it('stc: talipp, but for what it makes of a range without width, and Skender’s half of it', () => {
    const { close = new Float64Array() } = bitcoin
    const line = macdLine(close)
    const full = slowStc(line, () => 100)
    // Theirs takes values that are not there yet for a part of its first windows.
    expect(distance(full.subarray(80), talipp('STC').subarray(80), 1)).toBeLessThan(1e-9)
    const held = slowStc(line, (before) => (before === before ? before : 0))
    expect(distance(stc.batch(bitcoin, { average: 'sma' }).value, held, 1)).toBeLessThan(1e-9)
    const half = slowMean(
      slowPlace(macdLine(spy['close'] ?? new Float64Array()), () => 0),
      3,
    )
    expect(distance(half, skender('stc'), 1)).toBeLessThan(1e-9)
  })
})

function macdLine(close: Float64Array): Float64Array {
  return zip((fast, slow) => fast - slow, slowExponential(close, 23), slowExponential(close, 50))
}

/** The place in the range of ten; `flat` says what it is where they are equal, given the place before. */
function slowPlace(x: Float64Array, flat: (before: number) => number): Float64Array {
  let before = NaN
  return zip(
    (value, low, high) => (before = high === low ? flat(before) : (100 * (value - low)) / (high - low)),
    x,
    slowLowest(x, 10),
    slowHighest(x, 10),
  )
}

function slowStc(line: Float64Array, flat: (before: number) => number): Float64Array {
  const once = slowMean(slowPlace(line, flat), 3)
  return slowMean(slowPlace(once, flat), 3).map((x) => Math.min(100, Math.max(0, x)))
}
