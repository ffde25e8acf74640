import {
  defineIndicator,
  HigherMomentsWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `kurtosis`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface KurtosisParams extends SeriesOptions {
  /** Samples in the window, 4 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Kurtosis extends IndicatorInstance {
  private readonly period: number
  private readonly past: HigherMomentsWindow

  constructor({ period }: Settled<KurtosisParams>) {
    super()
    this.period = period
    this.past = new HigherMomentsWindow(period - 1)
  }

  static runAll(group: readonly Kurtosis[], from: number, to: number): void {
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
    this.past.push(this.past.newest)
  }

  override amend(x: number): number {
    const { past, period } = this
    past.include(x)
    if (this.committed < period - 1) return NaN
    const variance = past.squares / period
    const tails = past.fourths / period / (variance * variance) - 3
    return finite(tails)
  }
}

/**
 * Excess kurtosis of the newest `period` samples: 0 for a normal distribution, above 0 where far samples are more
 * frequent, as they are among returns, down to -2 where there are only two levels.
 *
 * A plain number; first value at sample `period`, null in a flat market, which has no shape; O(1) amortised, free
 * of drift. Of the population (pandas corrects for the size of the sample).
 *
 * @example
 * ```ts
 * import { kurtosis } from '@tapeline/indicators'
 * const { value } = kurtosis.batch({ close: Float64Array.of(10, 14, 10, 14) }, { period: 4 })
 * console.log(value[3]) // -2
 * ```
 */
export const kurtosis: IndicatorType<KurtosisParams, 'value'> = /*#__PURE__*/ defineIndicator<KurtosisParams, 'value'>({
  name: 'kurtosis',
  title: 'Excess kurtosis',
  tells: 'How heavy the tails of the newest samples are: above 0 heavier than a normal distribution has.',
  params: {
    period: { kind: 'whole', default: 30, min: 4, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'm4 / m2² - 3 of the population',
  total: false,
  kernel: Kurtosis,
})
