import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TermSum } from './term-sum.js'

/** Parameters of `emv`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface EmvParams extends FeedOptions {
  /** Bars in the mean, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** What the quotient is multiplied with, to be readable, 0 to 100000000; 10000 unless said. */
  readonly scale?: number | undefined
}

class Emv extends IndicatorInstance {
  private readonly period: number
  private readonly scale: number
  private readonly terms: TermSum
  private previous: number = NaN
  private middle: number = NaN

  constructor({ period, scale }: Settled<EmvParams>) {
    super()
    this.period = period
    this.scale = scale
    this.terms = new TermSum(period)
  }

  static runAll(group: readonly Emv[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, volume] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const v = volume[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l, v)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.terms.push()
    this.previous = this.middle
  }

  override amend(high: number, low: number, volume: number): number {
    this.middle = (high + low) / 2
    const ease = ((this.middle - this.previous) * this.scale * (high - low)) / volume
    if (this.committed > 0) this.terms.include(volume === 0 ? 0 : ease)
    return this.terms.value / this.period
  }
}

/**
 * Ease of movement (Arms): the mean of how far the middle of the bar moved, times its range, by its volume. High
 * where little volume lifts the price, low where little volume drops it, near 0 where it takes much to move it.
 *
 * Price² / volume x `scale`, which only makes it readable; first value at bar `period + 1`; a bar without volume
 * counts as 0; O(1) amortised. TradingView's scale (StockCharts: 100000000); Tulip does not smooth it.
 *
 * @example
 * ```ts
 * import { emv } from '@tapeline/indicators'
 * const live = emv.create({ period: 1, scale: 1 })
 * live.update(11, 9, 100) // high, low, volume
 * console.log(live.update(14, 10, 2)) // 4
 * ```
 */
export const emv: IndicatorType<EmvParams, 'value'> = /*#__PURE__*/ defineIndicator<EmvParams, 'value'>({
  name: 'emv',
  title: 'Ease of movement',
  tells: 'How far the price moves on little volume.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    scale: { kind: 'number', default: 10_000, min: 0, max: 100_000_000 },
  },
  inputs: ['high', 'low', 'volume'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Arms; TradingView, Tulip emv',
  total: false,
  kernel: Emv,
})
