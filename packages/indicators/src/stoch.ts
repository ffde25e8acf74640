import {
  RangeWindow,
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
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
  /** Bars before %K. */
  private readonly lead: number
  private readonly range: RangeWindow
  /** The newest place in the range and the newest %K, with the sums of those before where their averages are plain. */
  private readonly places: SlidingSum
  private readonly means: SlidingSum
  /** Averages of another kind. */
  private readonly smooth: MovingMean | null
  private readonly signal: MovingMean | null
  private close: number = NaN
  /** Is the range whole, and are both averages, which are plain ones of more than one sample? */
  private isWarm = false

  constructor({ period, smooth, signal, smoothAverage, signalAverage }: Settled<StochParams>) {
    super()
    this.lead = period + averageSamples(smooth, smoothAverage) - 2
    this.smooth = smoothAverage === 'sma' ? null : new MovingMean(smooth, smoothAverage)
    this.signal = signalAverage === 'sma' ? null : new MovingMean(signal, signalAverage)
    const places = smoothAverage === 'sma' ? smooth - 1 : 0
    const means = signalAverage === 'sma' ? signal - 1 : 0
    // One array for all: short ones weigh far more than the numbers in them.
    this.range = new RangeWindow(period, 0, places + means)
    const { blocks } = this.range
    this.places = new SlidingSum(places, blocks, blocks.length - means)
    this.means = new SlidingSum(means, blocks)
  }

  static runAll(group: readonly Stoch[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const stoch = group[at] as Stoch
      const [high, low, close] = stoch.inputs as [Float64Array, Float64Array, Float64Array]
      const main = stoch.outputs[0] as Float64Array
      const second = stoch.outputs[1] as Float64Array
      let i = from
      while (i < to) {
        // Asked here: for a row or two, `slide` would cost more than it saves.
        if (to - i >= 16) i = stoch.slide(i, to)
        if (i === to) break
        main[i] = NaN
        second[i] = NaN
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
        }
        i++
      }
    }
  }

  override update(high: number, low: number, close: number): number {
    if (!isSample(high) || !isSample(low) || !isSample(close)) return this.reject()
    if (!this.isWarm) {
      this.commit()
      this.main = this.amend(high, low, close)
      return this.main
    }
    // What `commit` and `amend` do, without asking again.
    this.committed++
    const { places, means } = this
    let mean = this.range.follow(high, low, close)
    // In turns: written out for both sums, an update would be too long to be inlined where it is called.
    for (let at = 0; at < 2; at++) {
      const sum = at === 0 ? places : means
      mean = sum.follow(mean) / (sum.length + 1)
    }
    this.second = mean
    return (this.main = means.newest)
  }

  override commit(): void {
    const at = this.committed++
    if (at < 0) return
    const { range, places, means, smooth, signal } = this
    range.push()
    smooth?.push()
    signal?.push()
    // Without a length these do nothing: the average is of another kind.
    if (at >= range.length) places.shift()
    if (at >= this.lead) means.shift()
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
    const { range, places, means, smooth, signal, committed } = this
    range.look()
    if (committed < range.length) return
    places.newest = range.place(this.close)
    if (smooth !== null) {
      smooth.include(places.newest)
      means.newest = smooth.value
    }
    if (committed < this.lead) return
    if (smooth === null) means.newest = places.mean
    if (signal !== null) {
      signal.include(means.newest)
      this.second = signal.value
    } else if (committed >= this.lead + means.length) {
      this.second = means.mean
      this.isWarm = range.length * places.length * means.length > 0
    }
    this.main = this.second === this.second ? means.newest : NaN
  }

  /** Once warm, with plain averages, runs many rows up to the next that is no sample, window by window. */
  private slide(from: number, to: number): number {
    if (!this.isWarm) return from
    const { places, means } = this
    const [high, low, close] = this.inputs as [Float64Array, Float64Array, Float64Array]
    const [main, second] = this.outputs as [Float64Array, Float64Array]
    const stop = this.range.slide(high, low, close, second, from, to)
    places.slide(second, main, from, stop, places.length + 1)
    means.slide(main, second, from, stop, means.length + 1)
    this.committed += stop - from
    return stop
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
  tells: 'How high in its range the market closes, without the noise.',
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
