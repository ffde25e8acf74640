import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { percentChange } from './percent-change.js'

/** Parameters of `coppock`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CoppockParams extends SeriesOptions {
  /** Samples of the longer rate of change, 1 to 100000; 14 unless said. */
  readonly long?: number | undefined
  /** Samples of the shorter one, 1 to 100000; 11 unless said. */
  readonly short?: number | undefined
  /** Samples of the weighted average, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Coppock extends IndicatorInstance {
  private readonly reach: number
  private readonly period: number
  private readonly long: DelayLine
  private readonly short: DelayLine
  private readonly curve: TrendWindow
  private newest: number = NaN

  constructor({ long, short, period }: Settled<CoppockParams>) {
    super()
    this.reach = Math.max(long, short)
    this.period = period
    this.long = new DelayLine(long)
    this.short = new DelayLine(short)
    this.curve = new TrendWindow(period - 1)
  }

  static runAll(group: readonly Coppock[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.amend(x)
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.long.push(this.newest)
    this.short.push(this.newest)
    if (this.committed > this.reach) this.curve.shift()
  }

  override amend(x: number): number {
    const { curve, period, reach } = this
    this.newest = x
    if (this.committed < reach) return this.main
    curve.include(percentChange(x, this.long.oldest) + percentChange(x, this.short.oldest))
    const mean = curve.mean + curve.slant * (2 / (period * (period + 1)))
    if (this.committed >= reach + period - 1) this.main = mean
    return this.main
  }
}

/**
 * Coppock curve (1962): two rates of change together, smoothed by a weighted average. Made for monthly bars of an index, where a
 * rise from below 0 has marked the ends of bear markets.
 *
 * Per cent; first value at sample max(long, short) + period; O(1) amortised. As talipp and TradingView; a rate from a price of 0
 * counts as 0.
 *
 * @example
 * ```ts
 * import { coppock } from '@tapeline/indicators'
 * const { value } = coppock.batch({ close: Float64Array.of(10, 11, 11, 22) }, { long: 2, short: 1, period: 2 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, NaN, 136.66666666666666 ]
 * ```
 */
export const coppock: IndicatorType<CoppockParams, 'value'> = /*#__PURE__*/ defineIndicator<CoppockParams, 'value'>({
  name: 'coppock',
  title: 'Coppock curve',
  tells: 'When a long decline has ended: a rise from below 0.',
  params: {
    long: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' },
    short: { kind: 'whole', default: 11, min: 1, max: 100_000, unit: 'samples' },
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ long, short, period }) => ({ samples: Math.max(long, short) + period }),
  cost: 'O(1)',
  source: 'Coppock 1962',
  total: true,
  kernel: Coppock,
})
