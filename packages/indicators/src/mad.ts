import {
  AbsoluteDeviations,
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `mad`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MadParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Mad extends IndicatorInstance {
  private readonly period: number
  private readonly moments: MomentsWindow
  private readonly past: AbsoluteDeviations

  constructor({ period }: Settled<MadParams>) {
    super()
    this.period = period
    this.moments = new MomentsWindow(period - 1)
    this.past = new AbsoluteDeviations(period - 1)
  }

  static runAll(group: readonly Mad[], from: number, to: number): void {
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
        one.amend(x)
        output[i] = one.main
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
    this.moments.include(x)
    if (this.committed < this.period - 1) return this.main
    const { mean } = this.moments
    this.main = (this.past.around(mean) + Math.abs(x - mean)) / this.period
    return this.main
  }
}

/**
 * Mean absolute deviation: the mean distance of the newest `period` samples from their mean. It weighs spikes less
 * than a standard deviation; the commodity channel index is built on it.
 *
 * Unit of its input; first value at sample `period`; O(log n): the mean is another with every sample, which takes
 * a tree of the window. Exactly 0 in a flat market.
 *
 * @example
 * ```ts
 * import { mad } from '@tapeline/indicators'
 * const { value } = mad.batch({ close: Float64Array.of(10, 11, 15) }, { period: 3 })
 * console.log(value[2]) // 2
 * ```
 */
export const mad: IndicatorType<MadParams, 'value'> = /*#__PURE__*/ defineIndicator<MadParams, 'value'>({
  name: 'mad',
  title: 'Mean absolute deviation',
  tells: 'How far the newest samples are from their mean, on average.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log n)',
  source: 'Mean of |x - mean|; Tulip md',
  total: true,
  kernel: Mad,
})
