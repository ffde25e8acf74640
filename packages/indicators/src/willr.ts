import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `willr`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WillrParams extends FeedOptions {
  /** Bars in the range, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Willr extends IndicatorInstance {
  private readonly period: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
  }

  static runAll(group: readonly Willr[], from: number, to: number): void {
    for (const willr of group) {
      const [high, low, close] = willr.inputs as [Float64Array, Float64Array, Float64Array]
      const output = willr.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          willr.commit()
          willr.amend(h, l, c)
          output[i] = willr.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.high)
    this.lows.push(this.low)
  }

  override amend(high: number, low: number, close: number): number {
    this.main = NaN
    this.high = high
    this.low = low
    if (this.committed < this.period - 1) return this.main
    const highest = this.highs.including(high)
    const place = (highest - close) / ((highest - this.lows.including(low)) / -100)
    this.main = place
    if (!isSample(place)) this.main = 0
    return this.main
  }
}

/**
 * Williams %R: where the close stands in the range of the last `period` bars, 0 at its top and -100 at its bottom. Near 0
 * the market is called overbought, near -100 oversold.
 *
 * Per cent, -100 to 0; first value at bar `period`; O(1) amortised. Formula: TA-Lib WILLR, with its 0 for a range of no
 * width.
 *
 * @example
 * ```ts
 * import { willr } from '@tapeline/indicators'
 * const live = willr.create({ period: 2 })
 * live.update(11, 8, 10) // high, low, close
 * console.log(live.update(12, 10, 11)) // -25
 * ```
 */
export const willr: IndicatorType<WillrParams, 'value'> = /*#__PURE__*/ defineIndicator<WillrParams, 'value'>({
  name: 'willr',
  title: 'Williams %R',
  tells: 'How far below the top of its recent range the market closed.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib WILLR; Williams 1973',
  talib: { name: 'WILLR', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Willr,
})
