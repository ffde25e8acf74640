import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `linreg`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface LinregParams extends SeriesOptions {
  /** Samples that the line is fitted to, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Linreg extends IndicatorInstance {
  private readonly period: number
  private readonly past: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new TrendWindow(period - 1)
  }

  static runAll(group: readonly Linreg[], from: number, to: number): void {
    for (const linreg of group) {
      const input = linreg.inputs[0] as Float64Array
      const output = linreg.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          linreg.commit()
          output[i] = linreg.amend(x)
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
    return this.committed < period - 1 ? NaN : past.mean + slope * ((period - 1) / 2)
  }
}

/**
 * Linear regression, or least squares moving average: where the line that fits the newest `period` samples best stands at
 * the newest. It lags less than a mean and overshoots at turns.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised, free of drift. Formula: TA-Lib LINEARREG.
 *
 * @example
 * ```ts
 * import { linreg } from '@tapeline/indicators'
 * const { value } = linreg.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 5.5 ]
 * ```
 */
export const linreg: IndicatorType<LinregParams, 'value'> = /*#__PURE__*/ defineIndicator<LinregParams, 'value'>({
  name: 'linreg',
  title: 'Linear regression',
  tells: 'Where the straight line through the newest samples stands now: the trend without its usual lag.',
  params: { period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib LINEARREG',
  talib: { name: 'LINEARREG', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Linreg,
})
