import { describe, expect, it } from 'vitest'
import { connorsRsi, entropy, hurst, percentRank, rocp, rsi, superSmoother, zigzag } from '../src/index.js'
import { distance, hasSharedData, sharedColumns, sharedText } from './golden/shared-data.js'
import { randomColumns } from './random-columns.js'
import { slowMean, windowAt, zip } from './slow-parts.js'

/** Trends, flat stretches, jumps. */
const MARKETS = [1, 2, 3].map((seed) => randomColumns(400, seed)['close'] as Float64Array)

describe('against their formulas, window by window', () => {
  it.each([2, 10, 47])('superSmoother of %i: the filter written out, still in a flat market', (period) => {
    const decay = Math.exp((-Math.SQRT2 * Math.PI) / period)
    const [first, earlier] = [2 * decay * Math.cos((Math.SQRT2 * Math.PI) / period), -decay * decay]
    for (const close of MARKETS) {
      const slow: number[] = []
      close.forEach((x, i) => {
        const before = close[Math.max(0, i - 1)] as number
        const [past = x, pastOfPast = x] = [slow[i - 1], slow[Math.max(0, i - 2)]]
        slow.push(((1 - first - earlier) * (x + before)) / 2 + first * past + earlier * pastOfPast)
      })
      expect(distance(superSmoother.batch({ close }, { period }).value, Float64Array.from(slow))).toBeLessThan(1e-12)
    }
    const flat = superSmoother.batch({ close: new Float64Array(500).fill(7) }, { period }).value
    expect(distance(flat, new Float64Array(500).fill(7))).toBeLessThan(1e-13)
  })

  it('superSmoother takes a cycle of half its period out and leaves one of ten periods in', () => {
    const swing = (length: number): number => {
      const close = Float64Array.from({ length: 2000 }, (_, i) => Math.sin((2 * Math.PI * i) / length))
      return Math.max(...superSmoother.batch({ close }, { period: 20 }).value.subarray(1000))
    }
    expect(swing(10)).toBeLessThan(0.25)
    expect(swing(200)).toBeGreaterThan(0.98)
  })

  it.each([
    [3, 2, 100],
    [1, 1, 1],
    [5, 9, 4],
  ])('connorsRsi of %i, %i, %i: the mean of its three parts', (period, streak, rank) => {
    for (const close of MARKETS) {
      let run = 0
      const runs = close.map((x, i) => {
        const sign = i === 0 ? 0 : Math.sign(x - (close[i - 1] as number))
        return (run = sign === 0 ? 0 : Math.sign(run) === sign ? run + sign : sign)
      })
      const slow = zip(
        (a, b, c) => (a + b + c) / 3,
        rsi.batch({ close }, { period }).value,
        rsi.batch({ close: runs }, { period: streak }).value,
        percentRank.batch({ close: rocp.batch({ close }, { period: 1 }).value }, { period: rank, ties: 'leave' }).value,
      )
      expect(distance(connorsRsi.batch({ close }, { period, streak, rank }).value, slow, 1)).toBeLessThan(1e-11)
    }
  })

  it.each([2, 10, 31])('entropy of %i: shares of each window, summed over the next', (period) => {
    for (const close of MARKETS) {
      const shares = zip((x, mean) => x / (mean * period), close, slowMean(close, period))
      const terms = shares.map((p) => -p * Math.log2(p))
      const slow = terms.map((_, i) => windowAt(terms, i, period).reduce((a, b) => a + b, 0))
      expect(distance(entropy.batch({ close }, { period }).value, slow)).toBeLessThan(1e-12)
    }
  })

  it.each([16, 50, 100, 137])('hurst of %i: rescaled ranges of parts of one length, fitted by a line', (period) => {
    for (const close of MARKETS) {
      const returns = close.map((x, i) => Math.log(x / (close[i - 1] ?? NaN)))
      const slow = returns.map((_, i) => (i < period ? NaN : rescaledSlope(windowAt(returns, i, period))))
      expect(distance(hurst.batch({ close }, { period }).value, slow, 0.1)).toBeLessThan(1e-9)
    }
  })

  it('hurst tells a trend from swings', () => {
    const trend = Float64Array.from({ length: 101 }, (_, i) => 100 + i * i)
    const swings = Float64Array.from({ length: 101 }, (_, i) => 100 + (i % 2) + (i % 7) / 100)
    expect(hurst.batch({ close: trend }).value[100]).toBeGreaterThan(0.9)
    expect(hurst.batch({ close: swings }).value[100]).toBeLessThan(0.2)
    expect(hurst.batch({ close: new Float64Array(101).fill(5) }).value[100]).toBeNaN()
  })

  it.each([0.5, 1, 5])('zigzag of %d per cent: the turns that a scan of the past finds', (percent) => {
    let turns = 0
    for (const close of MARKETS) {
      const ours = zigzag.batch({ close }, { percent })
      for (let i = 0; i < close.length; i += 7) {
        const found = turnsOf(close.subarray(0, i + 1), percent / 100)
        turns = Math.max(turns, found.length)
        expect([ours.turn[i], ours.extreme[i], ours.direction[i]]).toEqual(found.at(-1) ?? [NaN, NaN, NaN])
      }
    }
    expect(turns).toBeGreaterThan(percent < 5 ? 10 : 1)
  })
})

describe.skipIf(!hasSharedData)('against reference data (skipped where they are absent)', () => {
  const bars = hasSharedData ? sharedColumns('golden/market/spy-daily.csv.gz') : {}

  it('Skender Hurst: to 1e-12', () => {
    const { hurstExponent: theirs } = sharedColumns('golden/skender/hurst.csv.gz')
    expect(distance(hurst.batch(bars).value, theirs as Float64Array)).toBeLessThan(1e-12)
  })

  it('Skender zigzag: the same turns, each known later than it is drawn', () => {
    const { zigZag: line = new Float64Array() } = sharedColumns('golden/skender/zigzag.csv.gz')
    const { close = new Float64Array() } = bars
    const { turn } = zigzag.batch(bars, { percent: 5 })
    const isTurn = sharedText('golden/skender/zigzag.csv.gz')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(',')[2] !== '')
    // Before the first leg that Skender draws, the start of the data counts as a turn here.
    const [, ...ours] = [...new Set(turn)].filter((x) => x === x)
    expect(ours).toEqual([...line].filter((_, i) => isTurn[i]))
    for (const level of ours) {
      const at = close.indexOf(level)
      expect(line[at]).toBe(level)
      expect(turn.indexOf(level)).toBeGreaterThan(at)
    }
  })
})

/** Slope of log(mean rescaled range) over log(length), for one part, two, four, while each has eight. */
function rescaledSlope(returns: readonly number[]): number {
  const points: [number, number][] = []
  for (let parts = 1; Math.floor(returns.length / parts) >= 8; parts *= 2) {
    const length = Math.floor(returns.length / parts)
    const ratios = Array.from({ length: parts }, (_, k) => {
      const end = returns.length - k * length
      const part = returns.slice(end - length, end)
      const mean = part.reduce((a, b) => a + b, 0) / length
      const walk = part.map((__, i) => part.slice(0, i + 1).reduce((a, b) => a + b - mean, 0))
      const deviation = Math.sqrt(part.reduce((a, b) => a + (b - mean) ** 2, 0) / length)
      return deviation === 0 ? 0 : (Math.max(...walk) - Math.min(...walk)) / deviation
    })
    points.push([Math.log(length), Math.log(ratios.reduce((a, b) => a + b, 0) / parts)])
  }
  const [x, y] = [0, 1].map((at) => points.reduce((a, point) => a + (point[at] as number), 0) / points.length)
  const across = points.reduce((a, point) => a + (point[0] - (x as number)) ** 2, 0)
  return points.reduce((a, point) => a + (point[0] - (x as number)) * (point[1] - (y as number)), 0) / across
}

/** Every turn of a history with the extreme and the direction of the leg that it began, by looking for the first price that is back. */
function turnsOf(close: Float64Array, share: number): (readonly [number, number, 1 | -1])[] {
  const found: (readonly [number, number, 1 | -1])[] = []
  let from = 0
  for (;;) {
    const direction = found.at(-1)?.[2]
    let end = -1
    let leg: 1 | -1 = 1
    let level = NaN
    for (let i = from; i < close.length && end < 0; i++) {
      const x = close[i] as number
      const past = close.subarray(from, i + 1)
      const [low, high] = [Math.min(...past), Math.max(...past)]
      if (direction !== 1 && x > low && x - low >= share * low) [end, leg, level] = [i, 1, low]
      else if (direction !== -1 && x < high && high - x >= share * high) [end, leg, level] = [i, -1, high]
    }
    const last = found.at(-1)
    if (last !== undefined) {
      const rest = close.subarray(from, end < 0 ? close.length : end)
      found[found.length - 1] = [last[0], last[2] === 1 ? Math.max(...rest) : Math.min(...rest), last[2]]
    }
    if (end < 0) return found
    found.push([level, close[end] as number, leg])
    from = end
  }
}
