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

/** Parameters of `pgo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PgoParams extends FeedOptions {
  /** Bars in both averages, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Pgo extends IndicatorInstance {
  private readonly mean: MovingMean
  private readonly range: ExponentialMean
  private previous: number = NaN
  private newest: number = NaN

  constructor({ period }: Settled<PgoParams>) {
    super()
    this.mean = new MovingMean(period, 'sma')
    this.range = new ExponentialMean(period, 2 / (period + 1))
  }

  static runAll(group: readonly Pgo[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          one.amend(h, l, c)
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previous = this.newest
    this.mean.push()
    this.range.commit()
  }

  override amend(high: number, low: number, close: number): number {
    const { mean, range, previous } = this
    this.newest = close
    mean.include(close)
    if (this.committed < 1) return this.main
    range.include(Math.max(high, previous) - Math.min(low, previous))
    if (range.value !== range.value) return this.main
    const ranges = (close - mean.value) / range.value
    this.main = isSample(ranges) ? ranges : 0
    return this.main
  }
}

/**
 * Pretty good oscillator (Johnson): the close less its simple average, counted in average true ranges. Above 3 he buys the breakout,
 * below -3 he sells it.
 *
 * A ratio; first value at bar `period + 1`; O(1). The true range is averaged exponentially, seeded by the mean of the first
 * `period`, and the first bar has none. As TradingView; 0 where there is no range.
 *
 * @example
 * ```ts
 * import { pgo } from '@tapeline/indicators'
 * const live = pgo.create({ period: 2 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(14, 10, 12)
 * live.update(18, 14, 18)
 * console.log(live.value) // 0.6
 * ```
 */
export const pgo: IndicatorType<PgoParams, 'value'> = /*#__PURE__*/ defineIndicator<PgoParams, 'value'>({
  name: 'pgo',
  title: 'Pretty good oscillator',
  tells: 'How many average ranges price is away from its mean: a breakout beyond 3.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Johnson',
  total: true,
  kernel: Pgo,
})
