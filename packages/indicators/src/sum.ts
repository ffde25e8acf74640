import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `sum`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SumParams extends SeriesOptions {
  /** Samples in the sum, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Sum extends IndicatorInstance {
  private readonly period: number
  private readonly past: SlidingSum

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new SlidingSum(period - 1)
  }

  static runAll(group: readonly Sum[], from: number, to: number): void {
    for (const sum of group) {
      const input = sum.inputs[0] as Float64Array
      const output = sum.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          sum.commit()
          output[i] = sum.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.past.newest = x
    return this.committed < this.period - 1 ? NaN : this.past.value + x
  }
}

/**
 * Sum of the newest `period` samples: with `input: 'volume'` what was traded in the last so many bars.
 *
 * Unit of its input; first value at sample `period`; O(1), free of drift. Formula: TA-Lib SUM.
 *
 * @example
 * ```ts
 * import { sum } from '@tapeline/indicators'
 * const { value } = sum.batch({ close: Float64Array.of(1, 2, 4) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 3, 6 ]
 * ```
 */
export const sum: IndicatorType<SumParams, 'value'> = /*#__PURE__*/ defineIndicator<SumParams, 'value'>({
  name: 'sum',
  title: 'Sum of a window',
  tells: 'What the newest samples add up to: volume of the last hour, gains of the last week.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib SUM',
  talib: { name: 'SUM', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Sum,
})
