import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `cg`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CgParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Cg extends IndicatorInstance {
  private readonly period: number
  private readonly window: TrendWindow

  constructor({ period }: Settled<CgParams>) {
    super()
    this.period = period
    this.window = new TrendWindow(period - 1)
  }

  static runAll(group: readonly Cg[], from: number, to: number): void {
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
    this.window.shift()
  }

  override amend(x: number): number {
    const { window, period } = this
    window.include(x)
    const lean = window.slant / (period * window.mean)
    const centre = (isSample(lean) ? lean : 0) - (period + 1) / 2
    if (this.committed >= period - 1) this.main = centre
    return this.main
  }
}

/**
 * Centre of gravity (Ehlers 2002): the mean age of the samples in the window, each weighed by its price, taken negative, so that it
 * rises with price. Its turns come almost without lag.
 *
 * Samples, about -(period + 1) / 2; first value at sample `period`; O(1) amortised, free of drift. The newest sample has age 1, as
 * TradingView. A flat market lies in the middle, exactly; so does one whose prices sum to 0.
 *
 * @example
 * ```ts
 * import { cg } from '@tapeline/indicators'
 * const { value } = cg.batch({ close: Float64Array.of(1, 1, 2) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, -1.5, -1.3333333333333333 ]
 * ```
 */
export const cg: IndicatorType<CgParams, 'value'> = /*#__PURE__*/ defineIndicator<CgParams, 'value'>({
  name: 'cg',
  title: 'Centre of gravity',
  tells: 'Where the weight of recent prices lies: it leans towards now as price rises, with hardly any lag.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Ehlers 2002',
  total: true,
  kernel: Cg,
})
