import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `midprice`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MidpriceParams extends FeedOptions {
  /** Bars to look at, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Midprice extends IndicatorInstance {
  private readonly period: number
  private readonly highest: ExtremeWindow
  private readonly lowest: ExtremeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.highest = new ExtremeWindow(period - 1, 1)
    this.lowest = new ExtremeWindow(period - 1, -1)
  }

  static runAll(group: readonly Midprice[], from: number, to: number): void {
    for (const midprice of group) {
      const [high, low] = midprice.inputs as [Float64Array, Float64Array]
      const output = midprice.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          output[i] = NaN
          continue
        }
        midprice.commit()
        midprice.amend(h, l)
        output[i] = midprice.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highest.push(this.high)
    this.lowest.push(this.low)
  }

  override amend(high: number, low: number): number {
    this.main = NaN
    this.high = high
    this.low = low
    if (this.committed >= this.period - 1) this.main = (this.highest.including(high) + this.lowest.including(low)) / 2
    return this.main
  }
}

/**
 * Midprice: half way between the highest high and the lowest low of the newest `period` bars, the forming one included:
 * the middle of a Donchian channel, and the lines of Ichimoku.
 *
 * Unit of price; first value at bar `period`; O(1) amortised. Formula: TA-Lib MIDPRICE.
 *
 * @example
 * ```ts
 * import { midprice } from '@tapeline/indicators'
 * const live = midprice.create({ period: 2 })
 * live.update(12, 9) // high, low
 * console.log(live.update(11, 10)) // 10.5
 * ```
 */
export const midprice: IndicatorType<MidpriceParams, 'value'> = /*#__PURE__*/ defineIndicator<MidpriceParams, 'value'>({
  name: 'midprice',
  title: 'Midprice of a window',
  tells: 'The middle between the highest high and the lowest low of the newest bars.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MIDPRICE',
  talib: { name: 'MIDPRICE', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Midprice,
})
