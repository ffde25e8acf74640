import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `rocp`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RocpParams extends SeriesOptions {
  /** Samples to look back, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Rocp extends IndicatorInstance {
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly Rocp[], from: number, to: number): void {
    for (const rocp of group) {
      const input = rocp.inputs[0] as Float64Array
      const output = rocp.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          rocp.commit()
          rocp.amend(x)
          output[i] = rocp.main
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
    const rate = (x - before) / before
    this.main = rate
    if (before === 0) this.main = 0
    else if (!isSample(rate)) this.main = NaN
    return this.main
  }
}

/**
 * Rate of change as a share of the price `period` samples ago: 0.03 is three per cent up.
 *
 * A ratio; first value at sample `period + 1`; O(1). Formula: TA-Lib ROCP. 0 where that price was 0, as TA-Lib;
 * null where the quotient is beyond all numbers.
 *
 * @example
 * ```ts
 * import { rocp } from '@tapeline/indicators'
 * const { value } = rocp.batch({ close: Float64Array.of(1, 2, 4, 8) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 3, 3 ]
 * ```
 */
export const rocp: IndicatorType<RocpParams, 'value'> = /*#__PURE__*/ defineIndicator<RocpParams, 'value'>({
  name: 'rocp',
  title: 'Rate of change, as a share',
  tells: 'What share of its former price the market has gained or lost in so many samples.',
  params: { period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib ROCP',
  talib: { name: 'ROCP', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: false,
  kernel: Rocp,
})
