import {
  RangeWindow,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { AVERAGES, averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `stoch`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StochParams extends FeedOptions {
  /** Bars in the range, 1 to 100000; 5 unless said. */
  readonly period?: number | undefined
  /** Samples in the average that is %K, 1 to 100000; 3 unless said. */
  readonly smooth?: number | undefined
  /** Samples in the average of %K that is %D, 1 to 100000; 3 unless said. */
  readonly signal?: number | undefined
  /** Kind of the average that is %K; `sma` unless said. */
  readonly smoothAverage?: Average | undefined
  /** Kind of the average that is %D; `sma` unless said. */
  readonly signalAverage?: Average | undefined
}

class Stoch extends IndicatorInstance {
  private readonly period: number
  private readonly range: RangeWindow
  private readonly smooth: MovingMean
  private readonly signal: MovingMean
  private close: number = NaN

  constructor({ period, smooth, signal, smoothAverage, signalAverage }: Settled<StochParams>) {
    super()
    this.period = period
    this.range = new RangeWindow(period)
    this.smooth = new MovingMean(smooth, smoothAverage)
    this.signal = new MovingMean(signal, signalAverage)
  }

  static runAll(group: readonly Stoch[], from: number, to: number): void {
    for (const stoch of group) {
      const [high, low, close] = stoch.inputs as [Float64Array, Float64Array, Float64Array]
      const main = stoch.outputs[0] as Float64Array
      const second = stoch.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          stoch.commit()
          stoch.range.high = h
          stoch.range.low = l
          stoch.close = c
          stoch.look()
          main[i] = stoch.main
          second[i] = stoch.second
        } else {
          main[i] = NaN
          second[i] = NaN
        }
      }
    }
  }

  override update(high: number, low: number, close: number): number {
    if (!isSample(high) || !isSample(low) || !isSample(close)) return this.reject()
    this.commit()
    return (this.main = this.amend(high, low, close))
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.push()
    this.smooth.push()
    this.signal.push()
  }

  override amend(high: number, low: number, close: number): number {
    this.range.high = high
    this.range.low = low
    this.close = close
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest bar; takes no prices, since those would be boxed on their way. */
  private look(): void {
    this.main = NaN
    if (this.committed < this.period - 1) return
    const { range, smooth, signal } = this
    range.look()
    const place = (this.close - range.lowest) / ((range.highest - range.lowest) / 100)
    smooth.newest = place
    if (!isSample(place)) smooth.newest = 0
    smooth.look()
    const k = smooth.value
    if (k === k) {
      signal.newest = k
      signal.look()
    }
    const d = signal.value
    this.second = d
    if (d === d) this.main = k
  }
}

/**
 * Slow stochastic oscillator (Lane): where the close stands in the range of the last `period` bars, smoothed (%K), with a
 * signal line, the average of that (%D). Above 80 the market is called overbought, below 20 oversold.
 *
 * Per cent, 0 to 100; first values at bar `period + smooth + signal - 2`, later with averages that need more; O(1) amortised. Formula: TA-Lib STOCH, with its 0
 * for a range of no width.
 *
 * @example
 * ```ts
 * import { stoch } from '@tapeline/indicators'
 * const live = stoch.create({ period: 2, smooth: 1, signal: 2 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(12, 10, 11)
 * live.update(13, 10, 13)
 * console.log(live.values) // { k: 100, d: 87.5 }
 * ```
 */
export const stoch: IndicatorType<StochParams, 'k' | 'd'> = /*#__PURE__*/ defineIndicator<StochParams, 'k' | 'd'>({
  name: 'stoch',
  title: 'Slow stochastic oscillator',
  tells: 'How high in its recent range the market closes, without the noise.',
  params: {
    period: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'bars' },
    smooth: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
    signal: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
    smoothAverage: { kind: 'choice', default: 'sma', choices: AVERAGES },
    signalAverage: { kind: 'choice', default: 'sma', choices: AVERAGES },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { k: 'percent', d: 'percent' },
  pane: 'own',
  warmup: ({ period, smooth, signal, smoothAverage, signalAverage }) => ({
    samples: period + averageSamples(smooth, smoothAverage) + averageSamples(signal, signalAverage) - 2,
  }),
  cost: 'O(1)',
  source: 'TA-Lib STOCH; Lane 1984',
  talib: {
    name: 'STOCH',
    params: {
      period: 'optInFastK_Period',
      smooth: 'optInSlowK_Period',
      smoothAverage: 'optInSlowK_MAType',
      signal: 'optInSlowD_Period',
      signalAverage: 'optInSlowD_MAType',
    },
    outputs: { k: 'outSlowK', d: 'outSlowD' },
  },
  total: true,
  kernel: Stoch,
})
