import {
  defineIndicator,
  DelayLine,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `chaikinVolatility`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ChaikinVolatilityParams extends FeedOptions {
  /** Bars in the exponential mean of the range, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
  /** Bars over which that mean is compared, 1 to 100000; 10 unless said. */
  readonly change?: number | undefined
}

class ChaikinVolatility extends IndicatorInstance {
  private readonly mean: ExponentialMean
  private readonly past: DelayLine

  constructor({ period, change }: Settled<ChaikinVolatilityParams>) {
    super()
    this.mean = new ExponentialMean(period, 2 / (period + 1))
    this.mean.commit()
    this.past = new DelayLine(change)
  }

  static runAll(group: readonly ChaikinVolatility[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.mean.value)
    this.mean.commit()
  }

  override amend(high: number, low: number): number {
    this.mean.include(high - low)
    const before = this.past.oldest
    const change = (100 * (this.mean.value - before)) / before
    return finite(change)
  }
}

/**
 * Chaikin volatility: by how many per cent the exponential mean of the range high - low has changed over `change`
 * bars. It jumps at panics, and sinks where a market falls asleep near a top.
 *
 * Per cent; first value at bar `period + change`, null where that mean was 0; O(1). The mean is seeded as `ema`.
 *
 * @example
 * ```ts
 * import { chaikinVolatility } from '@tapeline/indicators'
 * const live = chaikinVolatility.create({ period: 1, change: 1 })
 * live.update(12, 10) // high, low
 * console.log(live.update(15, 12)) // 50
 * ```
 */
export const chaikinVolatility: IndicatorType<ChaikinVolatilityParams, 'value'> = /*#__PURE__*/ defineIndicator<
  ChaikinVolatilityParams,
  'value'
>({
  name: 'chaikinVolatility',
  title: 'Chaikin volatility',
  tells: 'Whether the ranges of bars grow or shrink.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
    change: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period, change }) => ({ samples: period + change }),
  cost: 'O(1)',
  source: 'Chaikin; Tulip cvi',
  total: false,
  kernel: ChaikinVolatility,
})
