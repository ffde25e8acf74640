import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { FIRST_RANGE, TrueRangeMean, type FirstRange } from './true-range-mean.js'

/** Parameters of `natr`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface NatrParams extends FeedOptions {
  /** True ranges in the first mean, and 1 / period the weight of the newest, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Whether the first bar has a range: `none`, as TA-Lib, unless said; `highLow`, its high less its low, as talipp and Tulip: one bar earlier. */
  readonly firstRange?: FirstRange | undefined
}

class Natr extends IndicatorInstance {
  /** Index of the bar that the first value belongs to. */
  private readonly warm: number
  /** Without smoothing TA-Lib gives the range itself. */
  private readonly plain: boolean
  private readonly range: TrueRangeMean

  constructor({ period, firstRange }: { readonly period: number; readonly firstRange: FirstRange }) {
    super()
    this.warm = firstRange === 'none' ? period : period - 1
    this.plain = period === 1
    this.range = new TrueRangeMean(period, firstRange)
  }

  static runAll(group: readonly Natr[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l, c)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.range.amend(high, low, close, this.committed)
    if (this.plain) return this.committed < this.warm ? NaN : this.range.mean
    const share = (100 * this.range.mean) / close
    // A price of 0 has no per cent: TA-Lib says 0.
    return this.committed < this.warm ? NaN : isSample(share) ? share : 0
  }
}

/**
 * Normalised average true range: the average true range in per cent of the close, so that it compares between markets
 * and between years.
 *
 * Per cent; first value at bar `period + 1`, as `atr`; 0 where the close is 0; O(1). Formula: TA-Lib NATR, which of a `period` of
 * 1 gives the true range itself, in units of price.
 *
 * @example
 * ```ts
 * import { natr } from '@tapeline/indicators'
 * const live = natr.create({ period: 2 })
 * live.update(11, 9, 10)
 * live.update(13, 10, 12)
 * console.log(live.update(12, 11, 10)) // 20
 * ```
 */
export const natr: IndicatorType<NatrParams, 'value'> = /*#__PURE__*/ defineIndicator<NatrParams, 'value'>({
  name: 'natr',
  title: 'Normalised average true range',
  tells: 'How far price moves in a bar, in per cent of the price: comparable between markets.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    firstRange: FIRST_RANGE,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period, firstRange }) => ({ samples: firstRange === 'none' ? period + 1 : period }),
  cost: 'O(1)',
  source: 'TA-Lib NATR',
  talib: { name: 'NATR', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Natr,
})
