import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { FIRST_RANGE, TrueRangeMean, type FirstRange } from './true-range-mean.js'

/** Parameters of `supertrend`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SupertrendParams extends FeedOptions {
  /** Bars of the average true range, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
  /** Average true ranges from the middle of the bar to the stop, 0 to 100; 3 unless said. */
  readonly multiplier?: number | undefined
  /** Whether the first bar has a range: `none`, as TA-Lib, unless said; `highLow`, its high less its low, as talipp and Tulip: one bar earlier. */
  readonly firstRange?: FirstRange | undefined
}

class Supertrend extends IndicatorInstance {
  /** Index of the bar that the first value belongs to. */
  private readonly warm: number
  private readonly multiplier: number
  private readonly range: TrueRangeMean
  private upper: number = NaN
  private lower: number = NaN
  private direction: number = NaN
  private close: number = NaN
  private pastUpper: number = NaN
  private pastLower: number = NaN
  private pastDirection: number = NaN
  private previousClose: number = NaN

  constructor({ period, multiplier, firstRange }: Settled<SupertrendParams>) {
    super()
    this.warm = firstRange === 'none' ? period : period - 1
    this.multiplier = multiplier
    this.range = new TrueRangeMean(period, firstRange)
  }

  static runAll(group: readonly Supertrend[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [value, direction] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          value[i] = NaN
          direction[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l, c)
        value[i] = one.main
        direction[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.commit()
    this.pastUpper = this.upper
    this.pastLower = this.lower
    this.pastDirection = this.direction
    this.previousClose = this.close
  }

  override amend(high: number, low: number, close: number): number {
    this.range.amend(high, low, close, this.committed)
    this.close = close
    this.main = NaN
    if (this.committed < this.warm) return this.main
    const middle = (high + low) / 2
    const reach = this.multiplier * this.range.mean
    this.upper = middle + reach
    this.lower = middle - reach
    this.direction = -1
    if (this.committed > this.warm) this.follow()
    this.second = this.direction
    this.main = this.upper
    if (this.direction > 0) this.main = this.lower
    return this.main
  }

  /** Each line only comes nearer until a close went beyond it; the trend turns on a close beyond the line in force. */
  private follow(): void {
    const { close } = this
    if (this.upper >= this.pastUpper && this.previousClose <= this.pastUpper) this.upper = this.pastUpper
    if (this.lower <= this.pastLower && this.previousClose >= this.pastLower) this.lower = this.pastLower
    if (this.pastDirection > 0) this.direction = close < this.lower ? -1 : 1
    else this.direction = close > this.upper ? 1 : -1
  }
}

/**
 * SuperTrend (Seban): a stop some average true ranges from the middle of the bar, which only comes nearer. A close beyond it turns
 * the trend, and the stop goes to the other side.
 *
 * Unit of price; direction is 1 while rising, the stop below, and -1 while falling (TradingView has the signs the other way); first
 * values, falling as TradingView begins, at bar `period + 1`; O(1). The average true range starts as `atr` does.
 *
 * @example
 * ```ts
 * import { supertrend } from '@tapeline/indicators'
 * const live = supertrend.create({ period: 1, multiplier: 1 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(12, 10, 11)
 * live.update(16, 14, 16)
 * console.log(live.values) // { value: 10, direction: 1 }
 * ```
 */
export const supertrend: IndicatorType<SupertrendParams, 'value' | 'direction'> = /*#__PURE__*/ defineIndicator<
  SupertrendParams,
  'value' | 'direction'
>({
  name: 'supertrend',
  title: 'SuperTrend',
  tells: 'Which way the trend goes, and the stop at which it ends.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 3, min: 0, max: 100 },
    firstRange: FIRST_RANGE,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price', direction: 'ratio' },
  pane: 'price',
  warmup: ({ period, firstRange }) => ({ samples: firstRange === 'none' ? period + 1 : period }),
  cost: 'O(1)',
  source: 'Seban; TradingView supertrend',
  total: true,
  kernel: Supertrend,
})
