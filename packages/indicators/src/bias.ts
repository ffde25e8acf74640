import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** Parameters of `bias`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface BiasParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 26 unless said. */
  readonly period?: number | undefined
  /** Kind of the average; `sma` unless said. */
  readonly average?: 'sma' | 'ema' | undefined
}

class Bias extends IndicatorInstance {
  private readonly mean: MovingMean

  constructor({ period, average }: Settled<BiasParams>) {
    super()
    this.mean = new MovingMean(period, average)
  }

  static runAll(group: readonly Bias[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          output[i] = one.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.mean.push()
  }

  override amend(x: number): number {
    this.mean.include(x)
    const mean = this.mean.value
    if (mean !== mean) return this.main
    const share = (100 * (x - mean)) / mean
    this.main = isSample(share) ? share : 0
    return this.main
  }
}

/**
 * Bias, also called disparity index or rate of deviation: price above its average, in per cent of that. Far from 0 a return to the
 * average is likely.
 *
 * Per cent; first value at sample `period`; O(1), free of drift. 100 (price - average) / average (pandas-ta: without the 100); 0
 * where the average is 0.
 *
 * @example
 * ```ts
 * import { bias } from '@tapeline/indicators'
 * const { value } = bias.batch({ close: Float64Array.of(90, 110, 130) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 10, 8.333333333333334 ]
 * ```
 */
export const bias: IndicatorType<BiasParams, 'value'> = /*#__PURE__*/ defineIndicator<BiasParams, 'value'>({
  name: 'bias',
  title: 'Bias',
  tells: 'By how many per cent price is above its average: how stretched the market is.',
  params: {
    period: { kind: 'whole', default: 26, min: 1, max: 100_000, unit: 'samples' },
    average: { kind: 'choice', default: 'sma', choices: ['sma', 'ema'] },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'pandas-ta bias; Nison 1994, disparity index',
  total: true,
  kernel: Bias,
})
