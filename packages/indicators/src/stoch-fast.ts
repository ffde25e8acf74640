import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { AVERAGES, averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `stochFast`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StochFastParams extends FeedOptions {
  /** Bars in the range, 1 to 100000; 5 unless said. */
  readonly period?: number | undefined
  /** Samples in the average of %K that is %D, 1 to 100000; 3 unless said. */
  readonly signal?: number | undefined
  /** Kind of the average that is %D; `sma` unless said. */
  readonly signalAverage?: Average | undefined
}

class StochFast extends IndicatorInstance {
  private readonly period: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private readonly signal: MovingMean
  private high: number = NaN
  private low: number = NaN

  constructor({ period, signal, signalAverage }: Settled<StochFastParams>) {
    super()
    this.period = period
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
    this.signal = new MovingMean(signal, signalAverage)
  }

  static runAll(group: readonly StochFast[], from: number, to: number): void {
    for (const stochFast of group) {
      const [high, low, close] = stochFast.inputs as [Float64Array, Float64Array, Float64Array]
      const main = stochFast.outputs[0] as Float64Array
      const second = stochFast.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          stochFast.commit()
          stochFast.amend(h, l, c)
          main[i] = stochFast.main
          second[i] = stochFast.second
        } else {
          main[i] = NaN
          second[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.high)
    this.lows.push(this.low)
    this.signal.push()
  }

  override amend(high: number, low: number, close: number): number {
    this.main = NaN
    this.high = high
    this.low = low
    if (this.committed < this.period - 1) return this.main
    const lowest = this.lows.including(low)
    const place = (close - lowest) / ((this.highs.including(high) - lowest) / 100)
    const { signal } = this
    signal.newest = place
    if (!isSample(place)) signal.newest = 0
    signal.look()
    this.second = signal.value
    this.main = NaN
    if (signal.value === signal.value) this.main = signal.newest
    return this.main
  }
}

/**
 * Fast stochastic oscillator (Lane): where the close stands in the range of the last `period` bars (%K), with a signal
 * line, the average of that (%D). Quicker than `stoch`, and noisier.
 *
 * Per cent, 0 to 100; first values at bar `period + signal - 1`, later with averages that need more; O(1) amortised. Formula: TA-Lib STOCHF, with its 0 for a
 * range of no width.
 *
 * @example
 * ```ts
 * import { stochFast } from '@tapeline/indicators'
 * const live = stochFast.create({ period: 2, signal: 2 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(12, 10, 11)
 * live.update(13, 10, 13)
 * console.log(live.values) // { k: 100, d: 87.5 }
 * ```
 */
export const stochFast: IndicatorType<StochFastParams, 'k' | 'd'> = /*#__PURE__*/ defineIndicator<
  StochFastParams,
  'k' | 'd'
>({
  name: 'stochFast',
  title: 'Fast stochastic oscillator',
  tells: 'How high in its recent range the market closes.',
  params: {
    period: { kind: 'whole', default: 5, min: 1, max: 100_000, unit: 'bars' },
    signal: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
    signalAverage: { kind: 'choice', default: 'sma', choices: AVERAGES },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { k: 'percent', d: 'percent' },
  pane: 'own',
  warmup: ({ period, signal, signalAverage }) => ({ samples: period + averageSamples(signal, signalAverage) - 1 }),
  cost: 'O(1)',
  source: 'TA-Lib STOCHF; Lane 1984',
  talib: {
    name: 'STOCHF',
    params: { period: 'optInFastK_Period', signal: 'optInFastD_Period', signalAverage: 'optInFastD_MAType' },
    outputs: { k: 'outFastK', d: 'outFastD' },
  },
  total: true,
  kernel: StochFast,
})
