import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `stdErr`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StdErrParams extends SeriesOptions {
  /** Samples that the line is fitted to, 3 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class StdErr extends IndicatorInstance {
  private readonly period: number
  private readonly spread: number
  private readonly line: TrendWindow
  private readonly past: MomentsWindow

  constructor({ period }: Settled<StdErrParams>) {
    super()
    this.period = period
    this.spread = (period * (period * period - 1)) / 12
    this.line = new TrendWindow(period - 1)
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly StdErr[], from: number, to: number): void {
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
    this.line.shift()
    this.past.shift()
  }

  override amend(x: number): number {
    this.main = NaN
    const { line, past } = this
    line.include(x)
    past.include(x)
    if (this.committed < this.period - 1) return this.main
    const left = past.squares - (line.slant / this.spread) * line.slant
    this.main = Math.sqrt(Math.max(left, 0) / (this.period - 2))
    return this.main
  }
}

/**
 * Standard error of the regression: the root of the mean square of what the newest `period` samples are apart from
 * the line that fits them best, with `period - 2` in place of `period`. A channel of two of them around `linreg`
 * holds most samples. (Tulip's stderr is that of the mean.)
 *
 * Unit of its input; first value at sample `period`; O(1) amortised, free of drift; exactly 0 in a flat market,
 * and where samples lie on a line, within 1e-8 of their deviation.
 *
 * @example
 * ```ts
 * import { stdErr } from '@tapeline/indicators'
 * const { value } = stdErr.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value[2]?.toFixed(3)) // 1.225
 * ```
 */
export const stdErr: IndicatorType<StdErrParams, 'value'> = /*#__PURE__*/ defineIndicator<StdErrParams, 'value'>({
  name: 'stdErr',
  title: 'Standard error of the regression',
  tells: 'How far samples typically are from the line that fits them.',
  params: {
    period: { kind: 'whole', default: 14, min: 3, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Least squares; Tulip stderr',
  total: true,
  kernel: StdErr,
})
