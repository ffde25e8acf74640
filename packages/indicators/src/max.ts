import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of the highest of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MaxParams extends SeriesOptions {
  /** Samples to choose from, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Max extends IndicatorInstance {
  private readonly period: number
  private readonly past: ExtremeWindow
  private newest: number = NaN
  /** Once warm, samples below this need no other look; until then, and always without a past, NaN. */
  private plain: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new ExtremeWindow(period - 1, 1)
  }

  static runAll(group: readonly Max[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const max = group[at] as Max
      const input = max.inputs[0] as Float64Array
      const output = max.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (max.committed >= max.period - 1) i = max.slide(input, output, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          max.commit()
          output[i] = max.amend(x)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(x: number): number {
    if (typeof x === 'number' && Math.abs(x) < this.plain) {
      // What `commit` and `amend` do, without asking again.
      this.committed++
      const { newest } = this
      this.newest = x
      return (this.main = this.past.follow(newest, x))
    }
    if (!isSample(x)) return this.reject()
    this.commit()
    this.main = this.amend(x)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.newest)
  }

  override amend(x: number): number {
    this.newest = x
    if (this.committed < this.period - 1) return NaN
    if (this.period > 1) this.plain = 1e100
    return this.past.including(x)
  }

  /** Once warm, the window itself runs the rows up to the next that is no sample. */
  private slide(input: Float64Array, output: Float64Array, from: number, to: number): number {
    const stop = this.past.slide(this.newest, input, output, from, to)
    if (stop > from) this.newest = input[stop - 1] as number
    this.committed += stop - from
    return stop
  }
}

/**
 * The highest of the newest `period` samples, the present one included: one side of a Donchian channel when fed with
 * `input: 'high'`.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised (van Herk 1992). Formula: TA-Lib MAX.
 *
 * @example
 * ```ts
 * import { max } from '@tapeline/indicators'
 * const { value } = max.batch({ close: Float64Array.of(1, 3, 2) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 3, 3 ]
 * ```
 */
export const max: IndicatorType<MaxParams, 'value'> = /*#__PURE__*/ defineIndicator<MaxParams, 'value'>({
  name: 'max',
  title: 'Highest of a window',
  tells: 'The highest of the newest samples: where a breakout starts.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MAX',
  talib: { name: 'MAX', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Max,
})
