import {
  AbsoluteDeviations,
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `avgDev`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AvgDevParams extends SeriesOptions {
  /** Samples in the mean and the deviation, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class AvgDev extends IndicatorInstance {
  private readonly period: number
  private readonly moments: MomentsWindow
  private readonly past: AbsoluteDeviations

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.moments = new MomentsWindow(period - 1)
    this.past = new AbsoluteDeviations(period - 1)
  }

  static runAll(group: readonly AvgDev[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.amend(x)
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.moments.newest)
    this.moments.shift()
  }

  override amend(x: number): number {
    this.main = NaN
    const { moments, period } = this
    moments.include(x)
    if (this.committed < period - 1) return this.main
    this.main = (this.past.around(moments.mean) + Math.abs(x - moments.mean)) / period
    return this.main
  }
}

/**
 * Mean absolute deviation: how far the newest `period` samples are from their mean, on average. Outliers weigh less than in
 * the standard deviation.
 *
 * Unit of its input; first value at sample `period`; exactly 0 in a flat market; O(log n): the centre moves with every sample,
 * which takes a tree of the window. Formula: TA-Lib AVGDEV.
 *
 * @example
 * ```ts
 * import { avgDev } from '@tapeline/indicators'
 * const { value } = avgDev.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 2 ]
 * ```
 */
export const avgDev: IndicatorType<AvgDevParams, 'value'> = /*#__PURE__*/ defineIndicator<AvgDevParams, 'value'>({
  name: 'avgDev',
  title: 'Mean absolute deviation',
  tells: 'How far prices usually are from their mean.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log n)',
  source: 'TA-Lib AVGDEV',
  talib: { name: 'AVGDEV', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: AvgDev,
})
