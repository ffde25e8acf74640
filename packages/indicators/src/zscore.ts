import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `zscore`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ZscoreParams extends SeriesOptions {
  /** Samples in the mean and the deviation, 2 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Zscore extends IndicatorInstance {
  private readonly period: number
  private readonly past: MomentsWindow

  constructor({ period }: Settled<ZscoreParams>) {
    super()
    this.period = period
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly Zscore[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(x)
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
    if (this.committed < period - 1) return NaN
    const score = (x - past.mean) / Math.sqrt(past.squares / period)
    return finite(score)
  }
}

/**
 * Z-score: how many standard deviations the newest sample is away from the mean of the newest `period`. Beyond 2
 * or so it is unusual for a market that goes sideways.
 *
 * A plain number; first value at sample `period`, null in a flat market, which deviates by exactly 0; O(1).
 * Population deviation, as Skender.
 *
 * @example
 * ```ts
 * import { zscore } from '@tapeline/indicators'
 * const { value } = zscore.batch({ close: Float64Array.of(10, 10, 10, 14) }, { period: 4 })
 * console.log(value[3]) // 1.7320508075688774
 * ```
 */
export const zscore: IndicatorType<ZscoreParams, 'value'> = /*#__PURE__*/ defineIndicator<ZscoreParams, 'value'>({
  name: 'zscore',
  title: 'Z-score',
  tells: 'How many standard deviations the newest sample is from the mean.',
  params: {
    period: { kind: 'whole', default: 30, min: 2, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: '(x - mean) / population standard deviation',
  total: false,
  kernel: Zscore,
})
