import { describe, expect, it } from 'vitest'
import { fractal, pivots, pivotsCamarilla, pivotsDemark, volatilityStop } from '../src/index.js'

const HOUR = 3_600_000
/** Two bars of one UTC day (open 10, high 16, low 8, close 12 together), two of the next. */
const days = {
  openTime: Float64Array.of(5 * HOUR, 23 * HOUR, 24 * HOUR, 47 * HOUR),
  open: Float64Array.of(10, 11, 13, 20),
  high: Float64Array.of(12, 16, 14, 40),
  low: Float64Array.of(9, 8, 12, 1),
  close: Float64Array.of(11, 12, 13, 30),
}

describe('pivot points', () => {
  it('come with the first bar of the second day, and stay until the third', () => {
    const { pivot, r1, s1 } = pivots.batch(days)
    expect([...pivot]).toEqual([NaN, NaN, 12, 12])
    expect([...r1]).toEqual([NaN, NaN, 16, 16])
    expect([...s1]).toEqual([NaN, NaN, 8, 8])
  })

  it('woodie counts the open of the day twice, fibonacci takes shares of the range', () => {
    const woodie = pivots.create({ kind: 'woodie' })
    const fibonacci = pivots.create({ kind: 'fibonacci' })
    for (const live of [woodie, fibonacci])
      days.open.forEach((open, i) => {
        const [high, low, close] = [days.high[i], days.low[i], days.close[i]] as [number, number, number]
        live.update(open, high, low, close, days.openTime[i])
      })
    expect(woodie.values).toEqual({ pivot: 12.5, r1: 17, r2: 20.5, r3: 25, s1: 9, s2: 4.5, s3: 1 })
    expect(Object.values(fibonacci.values).map((x) => (x as number).toFixed(3))).toEqual(
      [12, 15.056, 16.944, 20, 8.944, 7.056, 4].map((x) => x.toFixed(3)),
    )
  })

  it('Camarilla lies around the close, DeMark counts the extreme in the direction of the day twice', () => {
    const camarilla = pivotsCamarilla.batch(days)
    expect(
      [camarilla.pivot, camarilla.r1, camarilla.r4, camarilla.s2, camarilla.s4].map((x) => x[3]?.toFixed(4)),
    ).toEqual(['12.0000', '12.7333', '16.4000', '10.5333', '7.6000'])
    const demark = pivotsDemark.batch(days)
    // 2 x 16 + 8 + 12 = 52, as the day rose from 10 to 12.
    expect([demark.pivot[2], demark.r1[2], demark.s1[2]]).toEqual([13, 18, 10])
  })
})

describe('levels that come late', () => {
  it('a fractal is known only when the bars after it are', () => {
    const live = fractal.create({ span: 2 })
    const seen = [5, 6, 9, 7, 6, 8, 8, 6, 6].map((high) => {
      live.update(high, high - 1)
      return live.get('high')
    })
    // The two equal highs of 8 make no peak.
    expect(seen).toEqual([null, null, null, null, 9, 9, 9, 9, 9])
  })

  it('the volatility stop stands before its bar: it does not depend on it', () => {
    const live = volatilityStop.create({ period: 2, multiplier: 1 })
    for (const close of [10, 12, 13]) live.update(close + 1, close - 1, close)
    expect(live.update(20, 18, 19)).toBe(live.replace(5, 3, 4))
    expect(live.get('direction')).toBe(1)
    live.update(5, 3, 4)
    expect(live.get('direction')).toBe(-1)
  })
})
