import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of the simple moving average; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SmaParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Sma extends IndicatorInstance {
  private readonly period: number
  private readonly past: SlidingSum
  /** Once warm, samples below this need no other look; until then, and always without a past, NaN. */
  private plain: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new SlidingSum(period - 1)
  }

  static runAll(group: readonly Sma[], from: number, to: number): void {
    for (const sma of group) {
      const input = sma.inputs[0] as Float64Array
      const output = sma.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        i = sma.slide(input, output, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          sma.commit()
          output[i] = sma.amend(x)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (typeof x === 'number' && Math.abs(x) < this.plain) return (this.main = this.past.follow(x) / this.period)
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
    this.past.newest = x
    if (this.count < this.period) return NaN
    if (this.period > 1) this.plain = 1e100
    return (this.past.value + x) / this.period
  }

  /** Once warm, the window counts. */
  override get count(): number {
    return this.plain === this.plain ? this.past.pushed + 1 : this.committed + 1
  }

  /** Once warm, the window itself runs the rows up to the next that is no sample. */
  private slide(input: Float64Array, output: Float64Array, from: number, to: number): number {
    return this.plain === this.plain ? this.past.slide(input, output, from, to, this.period) : from
  }
}

/**
 * Simple moving average: the mean of the newest `period` samples, the plainest picture of the trend.
 *
 * Unit of its input; first value at sample `period`; O(1), free of drift. Formula: TA-Lib SMA.
 *
 * @example
 * ```ts
 * import { sma } from '@tapeline/indicators'
 * const { value } = sma.batch({ close: Float64Array.of(1, 2, 3, 4) }, { period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, 1.5, 2.5, 3.5 ]
 * ```
 */
export const sma: IndicatorType<SmaParams, 'value'> = /*#__PURE__*/ defineIndicator<SmaParams, 'value'>({
  name: 'sma',
  title: 'Simple moving average',
  tells: 'The mean of the newest samples: the trend without its noise.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib SMA',
  talib: { name: 'SMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Sma,
})
