import { describe, expect, it } from 'vitest'
import {
  atrStop,
  chop,
  cmf,
  emv,
  forceIndex,
  fractal,
  heikinAshi,
  kvo,
  massIndex,
  nvi,
  pivots,
  pvi,
  volatilityStop,
  vortex,
  vosc,
} from '../../src/index.js'
import { distance, hasSharedData, sharedColumns, talippColumn, tulipColumn } from './shared-data.js'

describe.skipIf(!hasSharedData)('stops and volume against reference data (skipped where they are absent)', () => {
  const spy = hasSharedData ? sharedColumns('golden/market/spy-daily.csv.gz') : {}
  const bitcoin = hasSharedData ? sharedColumns('golden/market/btcusdt-1m.csv.gz') : {}
  const skender = (file: string, column: string): Float64Array =>
    sharedColumns(`golden/skender/${file}.csv.gz`)[column] as Float64Array

  it('Skender on spy-daily: Heikin-Ashi and force index from the first bar', () => {
    const bars = heikinAshi.batch(spy)
    for (const name of ['open', 'high', 'low', 'close'] as const)
      expect(distance(bars[name], skender('heikinashi', name))).toBeLessThan(1e-15)
    expect(forceIndex.batch(spy, { period: 2 }).value).toEqual(skender('force', 'forceIndex'))
  })

  it('Skender on spy-daily: trailing stops, the volatility stop from its first turn on', () => {
    const stop = atrStop.batch(spy)
    expect(distance(stop.value, skender('atr-stop', 'atrStop'))).toBeLessThan(1e-15)
    const below = stop.value.map((x, i) => ((stop.direction[i] as number) > 0 ? x : NaN))
    expect(distance(below, skender('atr-stop', 'sellStop'))).toBeLessThan(1e-15)
    const theirs = skender('vol-stop', 'sar')
    const start = theirs.findIndex((x) => x === x)
    const { value, direction } = volatilityStop.batch(spy)
    expect(distance(value.subarray(start), theirs.subarray(start))).toBeLessThan(1e-15)
    const rising = value.map((x, i) => ((direction[i] as number) > 0 ? x : NaN))
    expect(distance(rising.subarray(start), skender('vol-stop', 'lowerBand').subarray(start))).toBeLessThan(1e-15)
    expect(new Set(direction.subarray(start))).toEqual(new Set([1, -1]))
  })

  it('Skender on spy-daily: floor pivots of months, told as days', () => {
    const openTime = (spy['t'] as Float64Array).map((t) => {
      const date = new Date(t)
      return (date.getUTCFullYear() * 12 + date.getUTCMonth()) * 86_400_000
    })
    const { pivot, ...levels } = pivots.batch({ ...spy, openTime })
    expect(pivot).toEqual(skender('pivot-points', 'pp'))
    for (const [name, level] of Object.entries(levels)) expect(level).toEqual(skender('pivot-points', name))
  })

  it('Skender on spy-daily: fractals are its swing points, two bars later, and hold in between', () => {
    const ours = fractal.batch(spy)
    for (const [level, name] of [
      [ours.high, 'highPoint'],
      [ours.low, 'lowPoint'],
    ] as const) {
      const points = skender('pivots', name)
      let last = NaN
      level.forEach((x, i) => {
        const found = i < 4 ? NaN : (points[i - 2] as number)
        if (found === found) last = found
        expect(x).toBe(last)
      })
      expect(points.filter((x) => x === x).length).toBeGreaterThan(50)
    }
  })

  it('choppiness: talipp on btcusdt-1m; Skender on spy-daily where true and plain extremes are the same', () => {
    const from = 14
    expect(distance(chop.batch(bitcoin).value.subarray(from), talippColumn('CHOP').subarray(from))).toBeLessThan(1e-14)
    const { high, low, close } = spy as Record<'high' | 'low' | 'close', Float64Array>
    const theirs = skender('chop', 'chop')
    let same = 0
    chop.batch(spy).value.forEach((ours, i) => {
      if (i < from) return
      const rows = Array.from({ length: from }, (_, n) => i - n)
      const top = Math.max(...rows.map((row) => high[row] as number))
      const bottom = Math.min(...rows.map((row) => low[row] as number))
      if (rows.some((row) => (close[row - 1] as number) > top || (close[row - 1] as number) < bottom)) return
      expect(Math.abs(ours - (theirs[i] as number))).toBeLessThan(1e-11)
      same++
    })
    expect(same).toBeGreaterThan(300)
  })

  it('talipp on btcusdt-1m: vortex and force index, mass index and Klinger from the first value', () => {
    const { plus, minus } = vortex.batch(bitcoin)
    expect(plus).toEqual(talippColumn('VTX', 'plus_vtx'))
    expect(minus).toEqual(talippColumn('VTX', 'minus_vtx'))
    expect(distance(forceIndex.batch(bitcoin).value, talippColumn('ForceIndex'), 1)).toBeLessThan(1e-11)
    expect(distance(massIndex.batch(bitcoin).value, talippColumn('MassIndex'))).toBeLessThan(1e-14)
    // Both lines come together here, at bar 69; talipp has no signal.
    const value = kvo.batch(bitcoin).value.subarray(68)
    expect(distance(value, talippColumn('KVO').subarray(68), 1)).toBeLessThan(1e-11)
  })

  it('Tulip on btcusdt-1m: volume oscillator and indices, ease of movement; mass index once the start is forgotten', () => {
    expect(distance(vosc.batch(bitcoin).value, tulipColumn('vosc'), 1)).toBeLessThan(1e-11)
    expect(distance(nvi.batch(bitcoin).value, tulipColumn('nvi'))).toBeLessThan(1e-13)
    expect(distance(pvi.batch(bitcoin).value, tulipColumn('pvi'))).toBeLessThan(1e-13)
    expect(distance(emv.batch(bitcoin, { period: 1 }).value, tulipColumn('emv'), 1)).toBeLessThan(1e-14)
    const mass = massIndex.batch(bitcoin).value
    expect(distance(mass.subarray(400), tulipColumn('mass').subarray(400))).toBeLessThan(1e-14)
  })

  it('TA-Lib on btcusdt-1m: money flow is the growth of its accumulation line by the volume', () => {
    const line = sharedColumns('golden/talib/btcusdt-1m/AD.csv.gz')['default'] as Float64Array
    const volume = bitcoin['volume'] as Float64Array
    const share = line.map((x, i) => {
      const traded = volume.subarray(Math.max(0, i - 19), i + 1).reduce((sum, v) => sum + v, 0)
      return (x - (line[i - 20] ?? NaN)) / traded
    })
    expect(distance(cmf.batch(bitcoin).value.subarray(20), share.subarray(20), 0.01)).toBeLessThan(1e-11)
  })
})
