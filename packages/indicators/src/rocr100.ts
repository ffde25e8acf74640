import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `rocr100`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface Rocr100Params extends SeriesOptions {
  /** Samples to look back, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Rocr100 extends IndicatorInstance {
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly Rocr100[], from: number, to: number): void {
    for (const rocr100 of group) {
      const input = rocr100.inputs[0] as Float64Array
      const output = rocr100.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          rocr100.commit()
          rocr100.amend(x)
          output[i] = rocr100.main
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
    const rate = (x / before) * 100
    this.main = rate
    if (before === 0) this.main = 0
    else if (!isSample(rate)) this.main = NaN
    return this.main
  }
}

/**
 * Price in per cent of the price `period` samples ago: 100 where it did not move.
 *
 * Per cent; first value at sample `period + 1`; O(1). Formula: TA-Lib ROCR100. 0 where that price was 0, as TA-Lib;
 * null where the quotient is beyond all numbers.
 *
 * @example
 * ```ts
 * import { rocr100 } from '@tapeline/indicators'
 * const { value } = rocr100.batch({ close: Float64Array.of(1, 2, 4, 8) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 400, 400 ]
 * ```
 */
export const rocr100: IndicatorType<Rocr100Params, 'value'> = /*#__PURE__*/ defineIndicator<Rocr100Params, 'value'>({
  name: 'rocr100',
  title: 'Rate of change, as a ratio of 100',
  tells: 'Price in per cent of what it was so many samples ago.',
  params: { period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib ROCR100',
  talib: { name: 'ROCR100', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: false,
  kernel: Rocr100,
})
