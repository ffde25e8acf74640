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
import { TermSum } from './term-sum.js'

/** Parameters of `massIndex`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MassIndexParams extends FeedOptions {
  /** Ratios in the sum, 1 to 100000; 25 unless said. */
  readonly period?: number | undefined
  /** Bars in each of the two exponential means, 1 to 100000; 9 unless said. */
  readonly smooth?: number | undefined
}

class MassIndex extends IndicatorInstance {
  private readonly single: ExponentialMean
  private readonly twice: MovingMean
  private readonly ratios: TermSum

  constructor({ period, smooth }: Settled<MassIndexParams>) {
    super()
    this.single = new ExponentialMean(smooth, 2 / (smooth + 1))
    this.single.commit()
    this.twice = new MovingMean(smooth, 'ema')
    this.ratios = new TermSum(period)
  }

  static runAll(group: readonly MassIndex[], from: number, to: number): void {
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
        one.amend(h, l)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.single.commit()
    this.twice.push()
    this.ratios.push()
  }

  override amend(high: number, low: number): number {
    this.main = NaN
    this.single.include(high - low)
    const single = this.single.value
    if (single === single) this.twice.include(single)
    const twice = this.twice.value
    if (twice !== twice) return this.main
    const ratio = single / twice
    if (isSample(ratio)) this.ratios.include(ratio)
    else this.ratios.include(1)
    this.main = this.ratios.value
    return this.main
  }
}

/**
 * Mass index (Dorsey): the sum over `period` bars of an exponential mean of the range, by the mean of that mean.
 * It bulges where ranges widen, and a bulge above 27 that falls below 26.5 announces a reversal, whichever way the
 * trend goes.
 *
 * A plain number around `period`; first value at bar `2 smooth + period - 2`; O(1) amortised. Means seeded as
 * `ema`, as talipp (Tulip: by the first range); a market without ranges counts as one that does not widen.
 *
 * @example
 * ```ts
 * import { massIndex } from '@tapeline/indicators'
 * const live = massIndex.create({ period: 2, smooth: 1 })
 * live.update(11, 9) // high, low
 * console.log(live.update(14, 10)) // 2
 * ```
 */
export const massIndex: IndicatorType<MassIndexParams, 'value'> = /*#__PURE__*/ defineIndicator<
  MassIndexParams,
  'value'
>({
  name: 'massIndex',
  title: 'Mass index',
  tells: 'A reversal is near when ranges widen: a bulge above 27 that falls below 26.5.',
  params: {
    period: { kind: 'whole', default: 25, min: 1, max: 100_000, unit: 'bars' },
    smooth: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period, smooth }) => ({ samples: 2 * smooth + period - 2 }),
  cost: 'O(1)',
  source: 'Dorsey 1992; talipp',
  total: true,
  kernel: MassIndex,
})
