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

/** Parameters of `rSquared`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RSquaredParams extends SeriesOptions {
  /** Samples that the line is fitted to, 3 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class RSquared extends IndicatorInstance {
  private readonly period: number
  private readonly spread: number
  private readonly line: TrendWindow
  private readonly past: MomentsWindow

  constructor({ period }: Settled<RSquaredParams>) {
    super()
    this.period = period
    this.spread = (period * (period * period - 1)) / 12
    this.line = new TrendWindow(period - 1)
    this.past = new MomentsWindow(period - 1)
  }

  static runAll(group: readonly RSquared[], from: number, to: number): void {
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
    const share = (line.slant / this.spread) * (line.slant / past.squares)
    this.main = NaN
    if (isSample(share)) this.main = Math.min(share, 1)
    return this.main
  }
}

/**
 * Coefficient of determination, R²: the share of the movement of the newest `period` samples that a straight line
 * explains. Near 1 the market trends, near 0 it does not.
 *
 * A plain number from 0 to 1; first value at sample `period`, null in a flat market; O(1) amortised, free of
 * drift.
 *
 * @example
 * ```ts
 * import { rSquared } from '@tapeline/indicators'
 * const { value } = rSquared.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value[2]?.toFixed(3)) // 0.893
 * ```
 */
export const rSquared: IndicatorType<RSquaredParams, 'value'> = /*#__PURE__*/ defineIndicator<RSquaredParams, 'value'>({
  name: 'rSquared',
  title: 'Coefficient of determination',
  tells: 'How straight the market went: 1 along a line, 0 without one.',
  params: {
    period: { kind: 'whole', default: 14, min: 3, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Least squares; Skender slope',
  total: false,
  kernel: RSquared,
})
