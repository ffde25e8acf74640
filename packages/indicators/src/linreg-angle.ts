import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { atan } from '@tapeline/core/math'
import { DEGREES } from './degrees.js'

/** Parameters of `linregAngle`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface LinregAngleParams extends SeriesOptions {
  /** Samples that the line is fitted to, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class LinregAngle extends IndicatorInstance {
  private readonly period: number
  private readonly past: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new TrendWindow(period - 1)
  }

  static runAll(group: readonly LinregAngle[], from: number, to: number): void {
    for (const linregAngle of group) {
      const input = linregAngle.inputs[0] as Float64Array
      const output = linregAngle.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          linregAngle.commit()
          linregAngle.amend(x)
          output[i] = linregAngle.main
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
    this.main = NaN
    const { past, period } = this
    past.include(x)
    const slope = past.slant / ((period * (period * period - 1)) / 12)
    if (this.committed >= period - 1) this.main = atan(slope) * DEGREES
    return this.main
  }
}

/**
 * Angle of the line that fits the newest `period` samples best, as drawn with one sample as wide as one unit of price is high:
 * 45 is a rise by 1 a sample. It compares only within one instrument and timeframe.
 *
 * Degrees, -90 to 90; exactly 0 in a flat market; first value at sample `period`; O(1) amortised, free of drift. Formula: TA-Lib
 * LINEARREG_ANGLE.
 *
 * @example
 * ```ts
 * import { linregAngle } from '@tapeline/indicators'
 * const { value } = linregAngle.batch({ close: Float64Array.of(1, 2, 3) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 45 ]
 * ```
 */
export const linregAngle: IndicatorType<LinregAngleParams, 'value'> = /*#__PURE__*/ defineIndicator<
  LinregAngleParams,
  'value'
>({
  name: 'linregAngle',
  title: 'Angle of the linear regression',
  tells: 'How steep the trend is, as an angle.',
  params: { period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'degrees' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib LINEARREG_ANGLE',
  talib: { name: 'LINEARREG_ANGLE', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: LinregAngle,
})
