import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `cfo`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CfoParams extends SeriesOptions {
  /** Samples in the line, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Cfo extends IndicatorInstance {
  private readonly period: number
  private readonly line: TrendWindow

  constructor({ period }: Settled<CfoParams>) {
    super()
    this.period = period
    this.line = new TrendWindow(period - 1)
  }

  static runAll(group: readonly Cfo[], from: number, to: number): void {
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
    this.line.shift()
  }

  override amend(x: number): number {
    const { line, period } = this
    line.include(x)
    const end = line.mean + line.slant * (6 / (period * (period + 1)))
    const share = (100 * (x - end)) / x
    const forecast = isSample(share) ? share : 0
    if (this.committed >= period - 1) this.main = forecast
    return this.main
  }
}

/**
 * Chande forecast oscillator (1994): price less the end of the straight line through the newest `period` samples, in per cent of
 * price. Away from 0 the trend runs faster than it lately did.
 *
 * Per cent; first value at sample `period`; O(1) amortised, free of drift. The line includes the newest sample, as TradingView and
 * cinar; Tulip's FOSC takes the forecast of the sample before. 0 where price is 0.
 *
 * @example
 * ```ts
 * import { cfo } from '@tapeline/indicators'
 * const { value } = cfo.batch({ close: Float64Array.of(1, 2, 6) }, { period: 3 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 8.333333333333334 ]
 * ```
 */
export const cfo: IndicatorType<CfoParams, 'value'> = /*#__PURE__*/ defineIndicator<CfoParams, 'value'>({
  name: 'cfo',
  title: 'Chande forecast oscillator',
  tells: 'By how many per cent price is above the line through its recent past.',
  params: {
    period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Chande, Kroll 1994',
  total: true,
  kernel: Cfo,
})
