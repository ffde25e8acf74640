import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { ALL_AVERAGES } from './all-averages.js'
import { averageSamples, type Average } from './average-kinds.js'
import { MovingMean } from './moving-mean.js'

/** Parameters of `ma`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MaParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 30 unless said. Of one sample every kind is the sample itself. */
  readonly period?: number | undefined
  /** Kind of the average; `sma` unless said. */
  readonly type?: Average | undefined
}

class Ma extends IndicatorInstance {
  private readonly mean: MovingMean

  constructor({ period, type }: { readonly period: number; readonly type: Average }) {
    super()
    this.mean = new MovingMean(period, type)
  }

  static runAll(group: readonly Ma[], from: number, to: number): void {
    for (const ma of group) {
      const input = ma.inputs[0] as Float64Array
      const output = ma.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          ma.commit()
          output[i] = ma.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.mean.push()
  }

  override amend(x: number): number {
    this.mean.include(x)
    return this.mean.value
  }
}

/**
 * A moving average of a kind that is chosen as a parameter: `sma`, `ema`, `wma`, `dema`, `tema`, `trima`, `kama`, `mama` or
 * `t3`. For programs that compare kinds; whoever knows the kind takes its own indicator, which is faster.
 *
 * Unit of its input; first value as that kind's own; O(1). Formula: TA-Lib MA, where these kinds have the numbers 0 to 8 in
 * this order: KAMA between 2 and 30 samples, MAMA from 0.05 to 0.5 whatever the period, T3 with a volume factor of 0.7.
 *
 * @example
 * ```ts
 * import { ma } from '@tapeline/indicators'
 * const { value } = ma.batch({ close: Float64Array.of(1, 4, 7) }, { period: 2, type: 'wma' })
 * console.log(value) // Float64Array(3) [ NaN, 3, 6 ]
 * ```
 */
export const ma: IndicatorType<MaParams, 'value'> = /*#__PURE__*/ defineIndicator<MaParams, 'value'>({
  name: 'ma',
  title: 'Moving average of a chosen kind',
  tells: 'The trend, by the kind of average that a parameter says.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
    type: { kind: 'choice', default: 'sma', choices: ALL_AVERAGES },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period, type }) => ({ samples: averageSamples(period, type) }),
  cost: 'O(1)',
  source: 'TA-Lib MA',
  talib: {
    name: 'MA',
    params: { period: 'optInTimePeriod', type: 'optInMAType' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Ma,
})
