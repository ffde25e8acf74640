import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `kvo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface KvoParams extends FeedOptions {
  /** Bars in the faster mean of the force, 1 to 100000; 34 unless said. */
  readonly fast?: number | undefined
  /** Bars in the slower mean of the force, 1 to 100000; 55 unless said. */
  readonly slow?: number | undefined
  /** Values in the mean that is the signal, 1 to 100000; 13 unless said. */
  readonly signal?: number | undefined
}

class Kvo extends IndicatorInstance {
  private readonly fast: ExponentialMean
  private readonly slow: ExponentialMean
  private readonly signal: MovingMean
  private previous: number = NaN
  private total: number = NaN
  private volume: number = NaN
  private pastTrend: number = NaN
  private trend: number = NaN
  private pastRange: number = NaN
  private range: number = NaN
  private pastSwing: number = NaN
  private swing: number = NaN

  constructor({ fast, slow, signal }: Settled<KvoParams>) {
    super()
    this.fast = new ExponentialMean(fast, 2 / (fast + 1))
    this.slow = new ExponentialMean(slow, 2 / (slow + 1))
    this.signal = new MovingMean(signal, 'ema')
    this.trend = 0
    this.swing = 0
  }

  static runAll(group: readonly Kvo[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close, volume] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const [value, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c) || !isSample(v)) {
          value[i] = NaN
          signal[i] = NaN
          continue
        }
        one.commit()
        one.total = h + l + c
        one.range = h - l
        one.volume = v
        one.look()
        value[i] = one.main
        signal[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.total
    this.pastTrend = this.trend
    this.pastRange = this.range
    this.pastSwing = this.swing
    if (this.committed < 2) return
    this.fast.commit()
    this.slow.commit()
    this.signal.push()
  }

  override amend(high: number, low: number, close: number, volume: number): number {
    this.total = high + low + close
    this.range = high - low
    this.volume = volume
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest bar; takes no prices, since those would be boxed on their way. */
  private look(): void {
    this.main = NaN
    if (this.committed === 0) return
    this.trend = this.total > this.previous ? 1 : -1
    if (this.committed === 1) {
      this.swing = this.range
      return
    }
    this.swing = this.range + (this.trend === this.pastTrend ? this.pastSwing : this.pastRange)
    const share = Math.abs(2 * (this.range / this.swing - 1))
    this.fast.newest = 0
    if (isSample(share)) this.fast.newest = 100 * share * this.volume * this.trend
    this.slow.newest = this.fast.newest
    this.fast.look()
    this.slow.look()
    const value = this.fast.value - this.slow.value
    if (value === value) this.signal.include(value)
    this.second = this.signal.value
    if (this.second === this.second) this.main = value
  }
}

/**
 * Klinger volume oscillator: fast less slow exponential mean of the volume force, with a signal line. The force is
 * volume signed by the trend, up while high + low + close rises, and weighed by |2 (dm / cm - 1)|, dm the range of
 * the bar and cm the sum of ranges since the trend turned.
 *
 * Volume x 100; first values at bar `max(fast, slow) + signal + 1`; O(1). There are several definitions: this is
 * Klinger's of 1997 as talipp and StockCharts have it; TradingView leaves out the weight, Tulip begins otherwise.
 * A bar without a range in a trend without one has no force.
 *
 * @example
 * ```ts
 * import { kvo } from '@tapeline/indicators'
 * const live = kvo.create({ fast: 1, slow: 2, signal: 1 })
 * live.update(11, 9, 10, 50) // high, low, close, volume
 * live.update(12, 10, 11, 50)
 * live.update(14, 10, 13, 60)
 * console.log(live.update(15, 13, 14, 40)) // 1000
 * ```
 */
export const kvo: IndicatorType<KvoParams, 'value' | 'signal'> = /*#__PURE__*/ defineIndicator<
  KvoParams,
  'value' | 'signal'
>({
  name: 'kvo',
  title: 'Klinger volume oscillator',
  tells: 'Whether money flows in or out, in the long run and of late.',
  params: {
    fast: { kind: 'whole', default: 34, min: 1, max: 100_000, unit: 'bars' },
    slow: { kind: 'whole', default: 55, min: 1, max: 100_000, unit: 'bars' },
    signal: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: { value: 'volume', signal: 'volume' },
  pane: 'own',
  warmup: ({ fast, slow, signal }) => ({ samples: Math.max(fast, slow) + signal + 1 }),
  cost: 'O(1)',
  source: 'Klinger 1997; talipp',
  total: true,
  kernel: Kvo,
})
