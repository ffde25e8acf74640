import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `mom`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MomParams extends SeriesOptions {
  /** Samples to look back, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Mom extends IndicatorInstance {
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly Mom[], from: number, to: number): void {
    for (const mom of group) {
      const input = mom.inputs[0] as Float64Array
      const output = mom.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          mom.commit()
          output[i] = mom.amend(x)
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
    return x - this.past.oldest
  }
}

/**
 * Momentum: how far price has come since `period` samples ago, in units of price.
 *
 * Unit of its input; first value at sample `period + 1`; O(1). Formula: TA-Lib MOM.
 *
 * @example
 * ```ts
 * import { mom } from '@tapeline/indicators'
 * const { value } = mom.batch({ close: Float64Array.of(1, 2, 4, 8) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 3, 6 ]
 * ```
 */
export const mom: IndicatorType<MomParams, 'value'> = /*#__PURE__*/ defineIndicator<MomParams, 'value'>({
  name: 'mom',
  title: 'Momentum',
  tells: 'How far price has come in so many samples.',
  params: { period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib MOM',
  talib: { name: 'MOM', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Mom,
})
