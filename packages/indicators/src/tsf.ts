import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `tsf`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TsfParams extends SeriesOptions {
  /** Samples that the line is fitted to, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Tsf extends IndicatorInstance {
  private readonly period: number
  private readonly past: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new TrendWindow(period - 1)
  }

  static runAll(group: readonly Tsf[], from: number, to: number): void {
    for (const tsf of group) {
      const input = tsf.inputs[0] as Float64Array
      const output = tsf.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          tsf.commit()
          output[i] = tsf.amend(x)
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
    return this.committed < period - 1 ? NaN : past.mean + slope * ((period + 1) / 2)
  }
}

/**
 * Time series forecast: where the line that fits the newest `period` samples best will stand at the next one, if the trend
 * goes on as it did.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised, free of drift. Formula: TA-Lib TSF.
 *
 * @example
 * ```ts
 * import { tsf } from '@tapeline/indicators'
 * const { value } = tsf.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 8 ]
 * ```
 */
export const tsf: IndicatorType<TsfParams, 'value'> = /*#__PURE__*/ defineIndicator<TsfParams, 'value'>({
  name: 'tsf',
  title: 'Time series forecast',
  tells: 'Where the straight line through the newest samples will stand one sample from now.',
  params: { period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib TSF',
  talib: { name: 'TSF', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Tsf,
})
