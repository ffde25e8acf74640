import {
  RangeWindow,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { ChainedMean } from './chained-mean.js'

/** Parameters of `smi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SmiParams extends FeedOptions {
  /** Bars in the range, 1 to 100000; 13 unless said. */
  readonly period?: number | undefined
  /** Bars of the first smoothing, 1 to 100000; 25 unless said. */
  readonly first?: number | undefined
  /** Bars of the second smoothing, 1 to 100000; 2 unless said. */
  readonly second?: number | undefined
  /** Bars of the signal line, 1 to 100000; 3 unless said. */
  readonly signal?: number | undefined
}

class Smi extends IndicatorInstance {
  private readonly period: number
  private readonly bars: RangeWindow
  private readonly apart: ChainedMean
  private readonly apartTwice: ChainedMean
  private readonly range: ChainedMean
  private readonly rangeTwice: ChainedMean
  private readonly signal: ChainedMean
  private close: number = NaN

  constructor({ period, first, second, signal }: Settled<SmiParams>) {
    super()
    this.period = period
    this.bars = new RangeWindow(period)
    this.apart = new ChainedMean(first)
    this.apartTwice = new ChainedMean(second)
    this.range = new ChainedMean(first)
    this.rangeTwice = new ChainedMean(second)
    this.signal = new ChainedMean(signal)
  }

  static runAll(group: readonly Smi[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [smi, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          one.bars.high = h
          one.bars.low = l
          one.close = c
          one.look()
          smi[i] = one.main
          signal[i] = one.second
        } else {
          smi[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.bars.push()
    this.apart.push()
    this.apartTwice.push()
    this.range.push()
    this.rangeTwice.push()
    this.signal.push()
  }

  override amend(high: number, low: number, close: number): number {
    this.bars.high = high
    this.bars.low = low
    this.close = close
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest bar; takes no prices, since those would be boxed on their way. */
  private look(): void {
    const { bars, apart, apartTwice, range, rangeTwice, signal } = this
    bars.look()
    if (this.committed < this.period - 1) return
    const { highest, lowest } = bars
    apart.newest = this.close - (highest + lowest) / 2
    apart.step()
    range.newest = highest - lowest
    range.step()
    if (apart.value !== apart.value) return
    apartTwice.newest = apart.value
    apartTwice.step()
    rangeTwice.newest = range.value
    rangeTwice.step()
    if (apartTwice.value !== apartTwice.value) return
    const share = (200 * apartTwice.value) / rangeTwice.value
    const index = isSample(share) ? share : 0
    signal.newest = index
    signal.step()
    this.second = signal.value
    this.main = index
  }
}

/**
 * Stochastic momentum index (Blau 1993): the close's distance from the middle of the last range in per cent of half the range, each
 * smoothed twice by exponential averages. Above 40 the market is called overbought, below -40 oversold.
 *
 * Per cent, -100 to 100; first value at bar `period + first + second - 2`, of the signal `signal - 1` bars later; O(1) amortised.
 * Averages are seeded by the mean of their first numbers as everywhere here; Skender seeds by one number: equal once that is
 * forgotten. 0 where there is no range.
 *
 * @example
 * ```ts
 * import { smi } from '@tapeline/indicators'
 * const live = smi.create({ period: 2, first: 1, second: 1, signal: 1 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(14, 10, 13)
 * console.log(live.values) // { smi: 66.66666666666667, signal: 66.66666666666667 }
 * ```
 */
export const smi: IndicatorType<SmiParams, 'smi' | 'signal'> = /*#__PURE__*/ defineIndicator<
  SmiParams,
  'smi' | 'signal'
>({
  name: 'smi',
  title: 'Stochastic momentum index',
  tells: 'How far the close is from the middle of its range: a stochastic without its jitter.',
  params: {
    period: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'bars' },
    first: { kind: 'whole', default: 25, min: 1, max: 100_000, unit: 'bars' },
    second: { kind: 'whole', default: 2, min: 1, max: 100_000, unit: 'bars' },
    signal: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { smi: 'percent', signal: 'percent' },
  pane: 'own',
  warmup: ({ period, first, second, signal }) => ({ samples: period + first + second + signal - 3 }),
  cost: 'O(1)',
  source: 'Blau 1993',
  total: true,
  kernel: Smi,
})
