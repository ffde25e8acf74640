import {
  BlockSum,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `imi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ImiParams extends FeedOptions {
  /** Bars in the sums, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Imi extends IndicatorInstance {
  private readonly period: number
  private readonly gains: BlockSum
  private readonly losses: BlockSum
  private gain: number = NaN
  private loss: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.gains = new BlockSum(period - 1)
    this.losses = new BlockSum(period - 1)
  }

  static runAll(group: readonly Imi[], from: number, to: number): void {
    for (const one of group) {
      const [open, close] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const c = close[i] as number
        if (!isSample(o) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(o, c)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.gains.push(this.gain)
    this.losses.push(this.loss)
  }

  override amend(open: number, close: number): number {
    this.gain = close > open ? close - open : 0
    this.loss = open > close ? open - close : 0
    if (this.committed < this.period - 1) return NaN
    const gains = this.gains.including(this.gain)
    const all = gains + this.losses.including(this.loss)
    return all > 0 ? 100 * (gains / all) : 50
  }
}

/**
 * Intraday momentum index (Chande): an RSI of candles: the share of rising bodies in all bodies of the newest `period` bars.
 * Above 70 is commonly called overbought, below 30 oversold.
 *
 * Per cent, 0 to 100; first value at bar `period`; 50 where no bar has a body; O(1) amortised. Formula: TA-Lib IMI.
 *
 * @example
 * ```ts
 * import { imi } from '@tapeline/indicators'
 * const { value } = imi.batch({ open: Float64Array.of(10, 12), close: Float64Array.of(13, 11) }, { period: 2 })
 * console.log(value) // Float64Array(2) [ NaN, 75 ]
 * ```
 */
export const imi: IndicatorType<ImiParams, 'value'> = /*#__PURE__*/ defineIndicator<ImiParams, 'value'>({
  name: 'imi',
  title: 'Intraday momentum index',
  tells: 'Whether bars close above or below their open: overbought above 70, oversold below 30.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['open', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib IMI; Chande, Kroll 1994',
  talib: { name: 'IMI', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Imi,
})
