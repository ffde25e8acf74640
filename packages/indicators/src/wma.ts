import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  WeightedWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { offerAverage } from './average-kinds.js'

/** Parameters of `wma`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WmaParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Wma extends IndicatorInstance {
  private readonly past: WeightedWindow
  private readonly weights: number
  /** Once warm, samples below this need no other look; until then, and always without a past, NaN. */
  private plain: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new WeightedWindow(period - 1)
    this.weights = (period * (period + 1)) / 2
  }

  static runAll(group: readonly Wma[], from: number, to: number): void {
    for (const wma of group) {
      const input = wma.inputs[0] as Float64Array
      const output = wma.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        i = wma.slide(input, output, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          wma.commit()
          output[i] = wma.amend(x)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (typeof x === 'number' && Math.abs(x) < this.plain) return (this.main = this.past.follow(x) / this.weights)
    if (!isSample(x)) return this.reject()
    this.commit()
    this.main = this.amend(x)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    const { past } = this
    past.newest = x
    if (this.count <= past.length) return NaN
    if (past.length > 0) this.plain = 1e100
    return past.value / this.weights
  }

  /** Once warm, the window counts. */
  override get count(): number {
    return this.plain === this.plain ? this.past.pushed + 1 : this.committed + 1
  }

  /** Once warm, the window itself runs the rows up to the next that is no sample. */
  private slide(input: Float64Array, output: Float64Array, from: number, to: number): number {
    return this.plain === this.plain ? this.past.slide(input, output, from, to, this.weights) : from
  }
}

/**
 * Weighted moving average: the newest of `period` samples weighs `period`, the one before it one less, the oldest 1. It
 * turns sooner than the plain mean and forgets what leaves the window without a jump.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised, free of drift. Formula: TA-Lib WMA.
 *
 * @example
 * ```ts
 * import { wma } from '@tapeline/indicators'
 * const { value } = wma.batch({ close: Float64Array.of(1, 4, 7) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 3, 6 ]
 * ```
 */
export const wma: IndicatorType<WmaParams, 'value'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<WmaParams, 'value'>({
    name: 'wma',
    title: 'Weighted moving average',
    tells: 'The trend, each sample weighing one more than the one before it.',
    params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: ({ period }) => ({ samples: period }),
    cost: 'O(1)',
    source: 'TA-Lib WMA',
    talib: { name: 'WMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
    total: true,
    kernel: Wma,
  }),
)
