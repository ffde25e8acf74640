import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `variance`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VarianceParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** What the squares are divided by: `period` (`population`), as TA-Lib, unless said, or one less (`sample`). */
  readonly divisor?: 'population' | 'sample' | undefined
}

class Variance extends IndicatorInstance {
  private readonly period: number
  private readonly divisor: number
  private readonly past: MomentsWindow

  constructor({ period, divisor }: Settled<VarianceParams>) {
    super()
    this.period = period
    this.divisor = divisor === 'sample' ? period - 1 : period
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly Variance[], from: number, to: number): void {
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
    this.past.shift()
  }

  override amend(x: number): number {
    this.past.include(x)
    return this.committed < this.period - 1 ? NaN : this.past.squares / this.divisor
  }
}

/**
 * Variance of the newest `period` samples: the square of the standard deviation, which adds up over independent times.
 *
 * Square of the unit of its input; of the population (divided by `period`) unless said, as TA-Lib VAR; first value at sample `period`;
 * exactly 0 in a flat market; O(1) amortised, free of drift.
 *
 * @example
 * ```ts
 * import { variance } from '@tapeline/indicators'
 * const { value } = variance.batch({ close: Float64Array.of(1, 5, 5) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 4, 0 ]
 * ```
 */
export const variance: IndicatorType<VarianceParams, 'value'> = /*#__PURE__*/ defineIndicator<VarianceParams, 'value'>({
  name: 'variance',
  title: 'Variance',
  tells: 'How far prices lie from their mean, squared.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'samples' },
    divisor: { kind: 'choice', default: 'population', choices: ['population', 'sample'], isConvention: true },
  },
  inputs: ['close'],
  outputs: { value: 'input squared' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  check: ({ period, divisor }) => {
    if (divisor === 'sample' && period < 2)
      throw badParameter({ owner: 'variance', parameter: 'period', value: period, expected: 'at least 2 for a sample' })
  },
  cost: 'O(1)',
  source: 'TA-Lib VAR',
  talib: { name: 'VAR', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Variance,
})
