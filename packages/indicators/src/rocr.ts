import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `rocr`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RocrParams extends SeriesOptions {
  /** Samples to look back, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Rocr extends IndicatorInstance {
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly Rocr[], from: number, to: number): void {
    for (const rocr of group) {
      const input = rocr.inputs[0] as Float64Array
      const output = rocr.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          rocr.commit()
          rocr.amend(x)
          output[i] = rocr.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.newest)
  }

  override amend(x: number): number {
    this.newest = x
    const before = this.past.oldest
    const rate = x / before
    this.main = rate
    if (before === 0) this.main = 0
    else if (!isSample(rate)) this.main = NaN
    return this.main
  }
}

/**
 * Rate of change as a ratio: price over the price `period` samples ago, 1 where it did not move.
 *
 * A ratio; first value at sample `period + 1`; O(1). Formula: TA-Lib ROCR. 0 where that price was 0, as TA-Lib;
 * null where the quotient is beyond all numbers.
 *
 * @example
 * ```ts
 * import { rocr } from '@tapeline/indicators'
 * const { value } = rocr.batch({ close: Float64Array.of(1, 2, 4, 8) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 4, 4 ]
 * ```
 */
export const rocr: IndicatorType<RocrParams, 'value'> = /*#__PURE__*/ defineIndicator<RocrParams, 'value'>({
  name: 'rocr',
  title: 'Rate of change, as a ratio',
  tells: 'How many times its former price the market is worth after so many samples.',
  params: { period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib ROCR',
  talib: { name: 'ROCR', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: false,
  kernel: Rocr,
})
