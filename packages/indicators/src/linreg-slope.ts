import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `linregSlope`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface LinregSlopeParams extends SeriesOptions {
  /** Samples that the line is fitted to, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class LinregSlope extends IndicatorInstance {
  private readonly period: number
  private readonly past: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new TrendWindow(period - 1)
  }

  static runAll(group: readonly LinregSlope[], from: number, to: number): void {
    for (const linregSlope of group) {
      const input = linregSlope.inputs[0] as Float64Array
      const output = linregSlope.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          linregSlope.commit()
          output[i] = linregSlope.amend(x)
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
    return this.committed < period - 1 ? NaN : slope
  }
}

/**
 * Slope of the line that fits the newest `period` samples best: how fast the trend goes, and which way.
 *
 * Unit of its input a sample; exactly 0 in a flat market; first value at sample `period`; O(1) amortised, free of drift. Formula: TA-Lib LINEARREG_SLOPE.
 *
 * @example
 * ```ts
 * import { linregSlope } from '@tapeline/indicators'
 * const { value } = linregSlope.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 2.5 ]
 * ```
 */
export const linregSlope: IndicatorType<LinregSlopeParams, 'value'> = /*#__PURE__*/ defineIndicator<
  LinregSlopeParams,
  'value'
>({
  name: 'linregSlope',
  title: 'Slope of the linear regression',
  tells: 'How fast the trend rises or falls, in units of its input a sample.',
  params: { period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib LINEARREG_SLOPE',
  talib: { name: 'LINEARREG_SLOPE', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: LinregSlope,
})
