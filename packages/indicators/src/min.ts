import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of the lowest of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MinParams extends SeriesOptions {
  /** Samples to choose from, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Min extends IndicatorInstance {
  private readonly period: number
  private readonly past: ExtremeWindow
  private newest: number = NaN
  /** Once warm, samples below this need no other look; until then, and always without a past, NaN. */
  private plain: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new ExtremeWindow(period - 1, -1)
  }

  static runAll(group: readonly Min[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const min = group[at] as Min
      const input = min.inputs[0] as Float64Array
      const output = min.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (min.committed >= min.period - 1) i = min.slide(input, output, i, to)
        if (i === to) break
        const x = input[i] as number
        if (isSample(x)) {
          min.commit()
          output[i] = min.amend(x)
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
 * The lowest of the newest `period` samples, the present one included: one side of a Donchian channel when fed with
 * `input: 'low'`.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised (van Herk 1992). Formula: TA-Lib MIN.
 *
 * @example
 * ```ts
 * import { min } from '@tapeline/indicators'
 * const { value } = min.batch({ close: Float64Array.of(3, 1, 2) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 1, 1 ]
 * ```
 */
export const min: IndicatorType<MinParams, 'value'> = /*#__PURE__*/ defineIndicator<MinParams, 'value'>({
  name: 'min',
  title: 'Lowest of a window',
  tells: 'The lowest of the newest samples: where support gave way.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MIN',
  talib: { name: 'MIN', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Min,
})
