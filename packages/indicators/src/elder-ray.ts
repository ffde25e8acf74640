import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `elderRay`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ElderRayParams extends FeedOptions {
  /** Bars in the average, 1 to 100000; 13 unless said. */
  readonly period?: number | undefined
}

class ElderRay extends IndicatorInstance {
  private readonly mean: ExponentialMean

  constructor({ period }: Settled<ElderRayParams>) {
    super()
    this.mean = new ExponentialMean(period, 2 / (period + 1))
  }

  static runAll(group: readonly ElderRay[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [bull, bear] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          bull[i] = one.amend(h, l, c)
          bear[i] = one.second
        } else {
          bull[i] = NaN
          bear[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    this.committed++
    this.mean.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.mean.include(close)
    this.second = low - this.mean.value
    this.main = high - this.mean.value
    return this.main
  }
}

/**
 * Elder-ray (Elder 1989): bull power is the high less the exponential average of the close, bear power the low less it. In an
 * uptrend a bear power below 0 that rises is a chance to buy.
 *
 * Unit of price; first values at bar `period`; O(1). The average is seeded as `ema`, as Skender.
 *
 * @example
 * ```ts
 * import { elderRay } from '@tapeline/indicators'
 * const live = elderRay.create({ period: 2 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(15, 11, 14)
 * console.log(live.values) // { bull: 3, bear: -1 }
 * ```
 */
export const elderRay: IndicatorType<ElderRayParams, 'bull' | 'bear'> = /*#__PURE__*/ defineIndicator<
  ElderRayParams,
  'bull' | 'bear'
>({
  name: 'elderRay',
  title: 'Elder-ray',
  tells: 'How far bulls and bears can push price away from its average, bar by bar.',
  params: {
    period: { kind: 'whole', default: 13, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { bull: 'price', bear: 'price' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Elder 1989',
  total: true,
  kernel: ElderRay,
})
