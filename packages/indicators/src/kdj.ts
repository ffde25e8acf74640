import {
  RangeWindow,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `kdj`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface KdjParams extends FeedOptions {
  /** Bars in the range, 1 to 100000; 9 unless said. */
  readonly period?: number | undefined
  /** How slowly %K follows, its weight 1 / smooth, 1 to 100000; 3 unless said. */
  readonly smooth?: number | undefined
  /** How slowly %D follows, its weight 1 / signal, 1 to 100000; 3 unless said. */
  readonly signal?: number | undefined
}

class Kdj extends IndicatorInstance {
  private readonly period: number
  private readonly smooth: number
  private readonly signal: number
  private readonly range: RangeWindow
  /** Both lines with the newest bar, and up to the last permanent one. */
  private k: number = NaN
  private d: number = NaN
  private pastK: number = NaN
  private pastD: number = NaN

  constructor({ period, smooth, signal }: Settled<KdjParams>) {
    super()
    this.period = period
    this.smooth = smooth
    this.signal = signal
    this.range = new RangeWindow(period)
    this.k = 50
    this.d = 50
    this.pastK = 50
    this.pastD = 50
  }

  static runAll(group: readonly Kdj[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [k, d, j] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          k[i] = one.amend(h, l, c)
          d[i] = one.second
          j[i] = one.third
        } else {
          k[i] = NaN
          d[i] = NaN
          j[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.push()
    this.pastK = this.k
    this.pastD = this.d
  }

  override amend(high: number, low: number, close: number): number {
    const { range } = this
    range.high = high
    range.low = low
    range.look()
    if (this.committed < this.period - 1) return this.main
    const place = (100 * (close - range.lowest)) / (range.highest - range.lowest)
    const { pastK, pastD } = this
    this.k = pastK + ((isSample(place) ? place : 50) - pastK) / this.smooth
    this.d = pastD + (this.k - pastD) / this.signal
    this.second = this.d
    this.third = 3 * this.k - 2 * this.d
    this.main = this.k
    return this.main
  }
}

/**
 * KDJ: a stochastic smoothed by Wilder's kind of mean instead of a plain one, with J = 3 K - 2 D. J above 100 or below 0 says that
 * %K has run far from %D.
 *
 * Per cent, K and D 0 to 100; first values at bar `period`; O(1) amortised. K and D begin at 50, as on Chinese charts; a range of no
 * width counts as its middle.
 *
 * @example
 * ```ts
 * import { kdj } from '@tapeline/indicators'
 * const live = kdj.create({ period: 2 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(14, 8, 14)
 * console.log(live.values) // { k: 66.66666666666667, d: 55.55555555555556, j: 88.88888888888889 }
 * ```
 */
export const kdj: IndicatorType<KdjParams, 'k' | 'd' | 'j'> = /*#__PURE__*/ defineIndicator<KdjParams, 'k' | 'd' | 'j'>(
  {
    name: 'kdj',
    title: 'KDJ stochastic',
    tells: 'A stochastic with a third line that runs ahead of the other two and warns first.',
    params: {
      period: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'bars' },
      smooth: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
      signal: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
    },
    inputs: ['high', 'low', 'close'],
    outputs: { k: 'percent', d: 'percent', j: 'percent' },
    pane: 'own',
    warmup: ({ period }) => ({ samples: period }),
    cost: 'O(1)',
    source: 'Lane; KDJ of Chinese charts',
    total: true,
    kernel: Kdj,
  },
)
