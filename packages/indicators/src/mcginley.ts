import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `mcginley`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface McginleyParams extends SeriesOptions {
  /** Samples of the seed, and how slowly it follows, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Part of `period` that counts; 0.6 makes it as fast as an EMA, 0.01 to 100; 1 unless said. */
  readonly factor?: number | undefined
}

class Mcginley extends IndicatorInstance {
  private readonly period: number
  private readonly slowness: number
  /** The average up to the last permanent sample; while warming up, their sum. */
  private past: number = NaN
  private current: number = NaN

  constructor({ period, factor }: Settled<McginleyParams>) {
    super()
    this.period = period
    this.slowness = period * factor
    this.past = 0
  }

  static runAll(group: readonly Mcginley[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          output[i] = one.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past = this.current
  }

  override amend(x: number): number {
    const { past, period, committed } = this
    if (committed < period) {
      const sum = past + x
      const seeded = committed === period - 1
      this.current = seeded ? sum / period : sum
      if (seeded) this.main = this.current
      return this.main
    }
    const ratio = past === 0 ? 1 : x / past
    const square = ratio * ratio
    this.current = past + (x - past) / Math.max(1, this.slowness * square * square)
    this.main = this.current
    return this.main
  }
}

/**
 * McGinley dynamic (1990): an average that takes 1 / (factor x period x (price / average)^4) of the way to each new price, so
 * that it follows a fall faster than a rise and is seldom whipsawed.
 *
 * Unit of its input; first value, the mean of the first `period` samples, at sample `period`; O(1). Formula: McGinley, with the
 * seed of talipp and TradingView; `factor: 0.6` is Skender's, whose first value is the first price: equal once that is
 * forgotten. It never steps beyond the price.
 *
 * @example
 * ```ts
 * import { mcginley } from '@tapeline/indicators'
 * const { value } = mcginley.batch({ close: Float64Array.of(9, 11, 10, 20) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, 10, 10, 10.3125 ]
 * ```
 */
export const mcginley: IndicatorType<McginleyParams, 'value'> = /*#__PURE__*/ defineIndicator<McginleyParams, 'value'>({
  name: 'mcginley',
  title: 'McGinley dynamic',
  tells: 'The trend by an average that hurries after falling prices and takes its time with rising ones.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
    factor: { kind: 'number', default: 1, min: 0.01, max: 100 },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'McGinley 1990',
  total: true,
  kernel: Mcginley,
})
