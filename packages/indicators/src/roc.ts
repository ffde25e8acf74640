import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `roc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RocParams extends SeriesOptions {
  /** Samples to look back, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Roc extends IndicatorInstance {
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly Roc[], from: number, to: number): void {
    for (const roc of group) {
      const input = roc.inputs[0] as Float64Array
      const output = roc.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          roc.commit()
          roc.amend(x)
          output[i] = roc.main
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
    const rate = (x / before - 1) * 100
    this.main = rate
    if (before === 0) this.main = 0
    else if (!isSample(rate)) this.main = NaN
    return this.main
  }
}

/**
 * Rate of change: by how many per cent price has moved since `period` samples ago.
 *
 * Per cent; first value at sample `period + 1`; O(1). Formula: TA-Lib ROC. 0 where that price was 0, as TA-Lib;
 * null where the quotient is beyond all numbers.
 *
 * @example
 * ```ts
 * import { roc } from '@tapeline/indicators'
 * const { value } = roc.batch({ close: Float64Array.of(1, 2, 4, 8) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 300, 300 ]
 * ```
 */
export const roc: IndicatorType<RocParams, 'value'> = /*#__PURE__*/ defineIndicator<RocParams, 'value'>({
  name: 'roc',
  title: 'Rate of change',
  tells: 'By how many per cent price has changed in so many samples.',
  params: { period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib ROC',
  talib: { name: 'ROC', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: false,
  kernel: Roc,
})
