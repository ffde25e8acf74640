import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `linregIntercept`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface LinregInterceptParams extends SeriesOptions {
  /** Samples that the line is fitted to, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class LinregIntercept extends IndicatorInstance {
  private readonly period: number
  private readonly past: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new TrendWindow(period - 1)
  }

  static runAll(group: readonly LinregIntercept[], from: number, to: number): void {
    for (const linregIntercept of group) {
      const input = linregIntercept.inputs[0] as Float64Array
      const output = linregIntercept.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          linregIntercept.commit()
          output[i] = linregIntercept.amend(x)
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
    const { past, period } = this
    past.include(x)
    const slope = past.slant / ((period * (period * period - 1)) / 12)
    return this.committed < period - 1 ? NaN : past.mean - slope * ((period - 1) / 2)
  }
}

/**
 * Intercept of the line that fits the newest `period` samples best: where it stands at the oldest of them. With `linreg` it
 * gives the two ends of a trend line to draw.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised, free of drift. Formula: TA-Lib LINEARREG_INTERCEPT.
 *
 * @example
 * ```ts
 * import { linregIntercept } from '@tapeline/indicators'
 * const { value } = linregIntercept.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 0.5 ]
 * ```
 */
export const linregIntercept: IndicatorType<LinregInterceptParams, 'value'> = /*#__PURE__*/ defineIndicator<
  LinregInterceptParams,
  'value'
>({
  name: 'linregIntercept',
  title: 'Start of the linear regression',
  tells: 'Where the straight line through the newest samples began: the other end of the trend.',
  params: { period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib LINEARREG_INTERCEPT',
  talib: { name: 'LINEARREG_INTERCEPT', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: LinregIntercept,
})
