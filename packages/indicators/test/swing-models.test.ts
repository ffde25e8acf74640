import { isTapelineError } from '@tapeline/core'
import { describe, expect, it } from 'vitest'
import {
  ac,
  bias,
  cfo,
  cg,
  deMarker,
  derivativeOsc,
  efficiencyRatio,
  elderRay,
  fisher,
  frama,
  ichimoku,
  kdj,
  kst,
  pgo,
  pmo,
  psl,
  pvo,
  rvgi,
  smi,
  stc,
  vidya,
  waveTrend,
} from '../src/index.js'
import { distance } from './golden/shared-data.js'
import { randomColumns } from './random-columns.js'
import {
  later,
  ratio,
  slowExponential,
  slowHighest,
  slowLineEnd,
  slowLowest,
  slowMean,
  windowAt,
  zip,
} from './slow-parts.js'

interface Market {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  readonly hl2: Float64Array
  readonly hlc3: Float64Array
}

/** Trends, flat stretches, bars without range, bars without volume. */
const MARKETS = [1, 2, 3].map((seed) => randomColumns(300, seed) as unknown as Market & Record<string, Float64Array>)

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0)
const rate = (x: Float64Array, by: number): Float64Array => zip((now, then) => 100 * (now / then - 1), x, later(x, by))
const change = (x: Float64Array): Float64Array => zip((now, then) => now - then, x, later(x, 1))
const wilder = (x: Float64Array, period: number): Float64Array => slowExponential(x, period, 1 / period)

function near(ours: Float64Array, theirs: Float64Array, scale = 1): void {
  expect(theirs.some((x) => x === x)).toBe(true)
  expect(distance(ours, theirs, scale)).toBeLessThan(1e-10)
}

describe.each(MARKETS)('oscillators are their formulas, window by window: market %#', (market) => {
  const { open, high, low, close, volume, hl2, hlc3 } = market

  it('kst: weighed means of four rates', () => {
    const part = (reach: number, mean: number): Float64Array => slowMean(rate(close, reach), mean)
    const line = zip((a, b, c, d) => a + 2 * b + 3 * c + 4 * d, part(10, 10), part(15, 10), part(20, 10), part(30, 15))
    near(kst.batch(market).kst, line)
    near(kst.batch(market).signal, slowMean(line, 9))
  })

  it('pvo: two means of volume', () => {
    const line = zip((a, b) => 100 * ratio(a - b, b), slowExponential(volume, 12), slowExponential(volume, 26))
    near(pvo.batch(market).pvo, line)
    near(pvo.batch(market).signal, slowExponential(line, 9))
    near(
      pvo.batch(market).histogram,
      zip((a, b) => a - b, line, slowExponential(line, 9)),
    )
  })

  it('cfo: the end of the line', () =>
    near(
      cfo.batch(market).value,
      zip((x, end) => (100 * (x - end)) / x, close, slowLineEnd(close, 14)),
    ))

  it('rvgi: weighed bodies over weighed ranges', () => {
    const four = (x: Float64Array): Float64Array =>
      zip((a, b, c, d) => (a + 2 * b + 2 * c + d) / 6, x, later(x, 1), later(x, 2), later(x, 3))
    const total = (x: Float64Array): Float64Array => four(x).map((_, i) => sum(windowAt(four(x), i, 10)))
    const line = zip(ratio, total(zip((c, o) => c - o, close, open)), total(zip((h, l) => h - l, high, low)))
    near(rvgi.batch(market).rvgi, line)
    near(rvgi.batch(market).signal, four(line))
  })

  it('elder-ray: both ends of the bar against the average', () => {
    const mean = slowExponential(close, 13)
    near(
      elderRay.batch(market).bull,
      zip((h, m) => h - m, high, mean),
    )
    near(
      elderRay.batch(market).bear,
      zip((l, m) => l - m, low, mean),
    )
  })

  it('pmo: rates smoothed by 2 / 35 and 2 / 20', () => {
    const once = slowExponential(rate(close, 1), 35, 2 / 35)
    const line = slowExponential(
      once.map((x) => 10 * x),
      20,
      2 / 20,
    )
    near(pmo.batch(market).pmo, line)
    near(pmo.batch(market).signal, slowExponential(line, 10))
  })

  it('ac: ao less its mean', () => {
    const momentum = zip((a, b) => a - b, slowMean(hl2, 5), slowMean(hl2, 34))
    near(
      ac.batch(market).value,
      zip((a, b) => a - b, momentum, slowMean(momentum, 5)),
    )
  })

  it('efficiency ratio: distance over way', () => {
    const steps = change(close).map(Math.abs)
    const way = zip(
      (x, then, i) => ratio(Math.abs(x - then), sum(windowAt(steps, i, 10))),
      close,
      later(close, 10),
      close.map((_, i) => i),
    )
    near(efficiencyRatio.batch(market).value, way)
  })

  it('centre of gravity: mean age by price', () => {
    const centre = close.map((_, i) => {
      const x = windowAt(close, i, 10)
      return -sum(x.map((price, k) => price * (10 - k))) / sum(x)
    })
    near(cg.batch(market).value, centre)
  })

  it('bias: distance from the mean', () => {
    near(
      bias.batch(market).value,
      zip((x, m) => (100 * (x - m)) / m, close, slowMean(close, 26)),
    )
    near(
      bias.batch(market, { average: 'ema' }).value,
      zip((x, m) => (100 * (x - m)) / m, close, slowExponential(close, 26)),
    )
  })

  it('psychological line: counted', () => {
    const rises = change(close).map((x) => (x === x ? Number(x > 0) : NaN))
    expect(psl.batch(market).value).toEqual(rises.map((_, i) => (100 * sum(windowAt(rises, i, 12))) / 12))
  })

  it('pgo: distance from the mean in mean true ranges', () => {
    const range = zip((h, l, c) => Math.max(h, c) - Math.min(l, c), high, low, later(close, 1))
    near(
      pgo.batch(market).value,
      zip((x, m, r) => ratio(x - m, r), close, slowMean(close, 14), slowExponential(range, 14)),
    )
  })

  it('kdj: a stochastic followed at a third of the way, from 50', () => {
    const place = zip(
      (x, l, h) => (h === l ? 50 : (100 * (x - l)) / (h - l)),
      close,
      slowLowest(low, 9),
      slowHighest(high, 9),
    )
    const follow = (x: Float64Array): Float64Array => {
      let mean = 50
      return x.map((value) => (value === value ? (mean = (2 * mean + value) / 3) : NaN))
    }
    const k = follow(place)
    near(kdj.batch(market).k, k)
    near(kdj.batch(market).d, follow(k))
    near(
      kdj.batch(market).j,
      zip((a, b) => 3 * a - 2 * b, k, follow(k)),
    )
  })

  it('deMarker: rises of highs against falls of lows', () => {
    const up = change(high).map((x) => Math.max(x, 0))
    const down = change(low).map((x) => Math.max(-x, 0))
    const share = close.map((_, i) => {
      const [rises, falls] = [sum(windowAt(up, i, 14)), sum(windowAt(down, i, 14))]
      return ratio(rises, rises + falls)
    })
    near(deMarker.batch(market).value, share)
  })

  it('wave trend: distance in mean distances, smoothed', () => {
    const apart = zip((x, m) => x - m, hlc3, slowExponential(hlc3, 10))
    const index = zip((d, size) => ratio(d, 0.015 * size), apart, slowExponential(apart.map(Math.abs), 10))
    near(waveTrend.batch(market).wave, slowExponential(index, 21))
    near(waveTrend.batch(market).signal, slowMean(slowExponential(index, 21), 4))
  })

  it('derivative oscillator: a smoothed RSI against its mean', () => {
    const step = change(close)
    const up = wilder(
      step.map((x) => (x === x ? Math.max(x, 0) : NaN)),
      14,
    )
    const down = wilder(
      step.map((x) => (x === x ? Math.max(-x, 0) : NaN)),
      14,
    )
    const smooth = slowExponential(
      slowExponential(
        zip((u, d) => 100 * ratio(u, u + d), up, down),
        5,
      ),
      3,
    )
    near(
      derivativeOsc.batch(market).value,
      zip((x, m) => x - m, smooth, slowMean(smooth, 9)),
    )
  })

  it('frama: ranges of halves and of the whole', () => {
    let mean = NaN
    const range = (i: number, bars: number): number =>
      Math.max(...windowAt(high, i, bars)) - Math.min(...windowAt(low, i, bars))
    const expected = hl2.map((middle, i) => {
      if (i < 15) return NaN
      const dimension = Math.log2((range(i, 8) / 8 + range(i - 8, 8) / 8) / (range(i, 16) / 16))
      const weight = Math.min(1, Math.max(0.01, Math.exp(-4.6 * (dimension - 1))))
      return (mean = i === 15 || weight !== weight ? middle : mean + weight * (middle - mean))
    })
    near(frama.batch(market).value, expected)
  })

  it('fisher: the logarithm of the smoothed place', () => {
    let [place, bent] = [0, 0]
    const expected = zip(
      (x, l, h) => {
        if (l !== l) return NaN
        place = 0.66 * (h === l ? 0 : (x - l) / (h - l) - 0.5) + 0.67 * place
        if (Math.abs(place) > 0.99) place = 0.999 * Math.sign(place)
        return (bent = Math.atanh(place) + 0.5 * bent)
      },
      hl2,
      slowLowest(hl2, 10),
      slowHighest(hl2, 10),
    )
    near(fisher.batch(market).fisher, expected)
    near(fisher.batch(market).signal, later(expected, 1))
  })

  it('smi: twice smoothed distances from the middle', () => {
    const [top, bottom] = [slowHighest(high, 13), slowLowest(low, 13)]
    const twice = (x: Float64Array): Float64Array => slowExponential(slowExponential(x, 25), 2)
    const apart = twice(zip((x, h, l) => x - (h + l) / 2, close, top, bottom))
    const line = zip((a, r) => 100 * ratio(a, r / 2), apart, twice(zip((h, l) => h - l, top, bottom)))
    near(smi.batch(market).smi, line)
    near(smi.batch(market).signal, slowExponential(line, 3))
  })
})

describe('what contradicts itself', () => {
  it.each([
    ['ac', () => ac({ fast: 34 })],
    ['pvo', () => pvo({ fast: 26 })],
    ['stc', () => stc({ fast: 60, slow: 50 })],
    ['vidya', () => vidya({ fast: 30 })],
  ] as const)('%s: a fast length that is not below the slow one is refused by name', (name, make) => {
    expect(make).toThrow(`${name}: fast was `)
    try {
      make()
    } catch (error) {
      expect(isTapelineError(error, 'BAD_PARAMETER')).toBe(true)
    }
  })

  it('ichimoku: each of its five outputs has a name, and no other has', () => {
    const live = ichimoku.create({ tenkan: 1, kijun: 1, senkou: 1, displacement: 1 })
    live.update(12, 10, 11)
    expect(live.values).toEqual({ tenkan: 11, kijun: 11, senkouA: null, senkouB: null, chikou: null })
    live.update(16, 12, 13)
    expect([live.get('senkouA'), live.get('senkouB'), live.get('chikou')]).toEqual([11, 11, 13])
    expect(() => live.get('cloud' as 'chikou')).toThrow('ichimoku: output was "cloud"')
  })
})
