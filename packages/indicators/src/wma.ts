import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
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
  private readonly past: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.past = new TrendWindow(period - 1)
  }

  private get period(): number {
    return this.past.length + 1
  }

  static runAll(group: readonly Wma[], from: number, to: number): void {
    for (const wma of group) {
      const input = wma.inputs[0] as Float64Array
      const output = wma.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (wma.committed >= wma.past.length) i = wma.slide(input, output, i, to)
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
    if (!isSample(x)) return this.reject()
    this.commit()
    return (this.main = this.amend(x))
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    const { past, period } = this
    past.include(x)
    const mean = past.mean + past.slant * (2 / (period * (period + 1)))
    return this.committed < period - 1 ? NaN : mean
  }

  /** Once warm, the window itself runs the rows up to the next that is no sample. */
  private slide(input: Float64Array, output: Float64Array, from: number, to: number): number {
    const stop = this.past.slide(input, output, from, to, 2 / (this.period * (this.period + 1)))
    this.committed += stop - from
    return stop
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
