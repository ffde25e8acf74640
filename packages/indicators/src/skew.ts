import {
  defineIndicator,
  HigherMomentsWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `skew`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SkewParams extends SeriesOptions {
  /** Samples in the window, 3 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Skew extends IndicatorInstance {
  private readonly period: number
  private readonly past: HigherMomentsWindow

  constructor({ period }: Settled<SkewParams>) {
    super()
    this.period = period
    this.past = new HigherMomentsWindow(period - 1)
  }

  static runAll(group: readonly Skew[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(x)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.past.newest)
  }

  override amend(x: number): number {
    const { past, period } = this
    past.include(x)
    if (this.committed < period - 1) return NaN
    const variance = past.squares / period
    const skew = past.cubes / period / (variance * Math.sqrt(variance))
    return finite(skew)
  }
}

/**
 * Skewness of the newest `period` samples: 0 where they lie evenly around their mean, above 0 where the rare far
 * ones are high, below 0 where they are low. Of returns, a negative skew means rare heavy losses.
 *
 * A plain number; first value at sample `period`, null in a flat market, which has no shape; O(1) amortised, free
 * of drift. Of the population (pandas corrects for the size of the sample).
 *
 * @example
 * ```ts
 * import { skew } from '@tapeline/indicators'
 * const { value } = skew.batch({ close: Float64Array.of(10, 10, 10, 14) }, { period: 4 })
 * console.log(value[3]) // 1.1547005383792515
 * ```
 */
export const skew: IndicatorType<SkewParams, 'value'> = /*#__PURE__*/ defineIndicator<SkewParams, 'value'>({
  name: 'skew',
  title: 'Skewness',
  tells: 'Which way the newest samples lean: above 0 the rare far ones are high, below 0 they are low.',
  params: {
    period: { kind: 'whole', default: 30, min: 3, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'm3 / m2^1.5 of the population',
  total: false,
  kernel: Skew,
})
