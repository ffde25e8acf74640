import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { FIRST_RANGE, TrueRangeMean, type FirstRange } from './true-range-mean.js'

/** Parameters of `keltner`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface KeltnerParams extends FeedOptions {
  /** Bars of the average in the middle, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars of the average true range, 1 to 100000; 10 unless said. */
  readonly atrPeriod?: number | undefined
  /** Average true ranges from the middle to each band, 0 to 100; 2 unless said. */
  readonly multiplier?: number | undefined
  /** Whether the first bar has a range: `none`, as TA-Lib, unless said; `highLow`, its high less its low, as talipp and Tulip: one bar earlier. */
  readonly firstRange?: FirstRange | undefined
}

class Keltner extends IndicatorInstance {
  private readonly warm: number
  private readonly multiplier: number
  private readonly average: ExponentialMean
  private readonly range: TrueRangeMean

  constructor({
    period,
    atrPeriod,
    multiplier,
    firstRange,
  }: {
    readonly period: number
    readonly atrPeriod: number
    readonly multiplier: number
    readonly firstRange: FirstRange
  }) {
    super()
    this.warm = Math.max(period - 1, firstRange === 'none' ? atrPeriod : atrPeriod - 1)
    this.multiplier = multiplier
    this.average = new ExponentialMean(period, 2 / (period + 1))
    this.range = new TrueRangeMean(atrPeriod, firstRange)
  }

  static runAll(group: readonly Keltner[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [upper, middle, lower] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          upper[i] = NaN
          middle[i] = NaN
          lower[i] = NaN
          continue
        }
        one.commit()
        upper[i] = one.amend(h, l, c)
        middle[i] = one.second
        lower[i] = one.third
      }
    }
  }

  override commit(): void {
    this.average.commit()
    if (this.committed++ < 0) return
    this.range.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.average.include(close)
    this.range.amend(high, low, close, this.committed)
    const warm = this.committed >= this.warm
    const middle = this.average.value
    const reach = this.multiplier * this.range.mean
    this.second = warm ? middle : NaN
    this.third = warm ? middle - reach : NaN
    return warm ? middle + reach : NaN
  }
}

/**
 * Keltner channel: the exponential average of the close and a number of average true ranges above and below. A close outside of it
 * moved more than bars lately used to; Bollinger Bands inside of it are a squeeze.
 *
 * Unit of price; first values when both averages have one, at bar `max(period, atrPeriod + 1)`; O(1). Both averages start as
 * `ema` and `atr` do. Raschke's form of Keltner 1960, as Skender and TradingView have it.
 *
 * @example
 * ```ts
 * import { keltner } from '@tapeline/indicators'
 * const live = keltner.create({ period: 2, atrPeriod: 1, multiplier: 2 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 11, 12)
 * console.log(live.values) // { upper: 17, middle: 11, lower: 5 }
 * ```
 */
export const keltner: IndicatorType<KeltnerParams, 'upper' | 'middle' | 'lower'> = /*#__PURE__*/ defineIndicator<
  KeltnerParams,
  'upper' | 'middle' | 'lower'
>({
  name: 'keltner',
  title: 'Keltner channel',
  tells: 'Where prices usually stay: an average and some average true ranges around it.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
    atrPeriod: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 2, min: 0, max: 100 },
    firstRange: FIRST_RANGE,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  pane: 'price',
  warmup: ({ period, atrPeriod, firstRange }) => ({
    samples: Math.max(period, firstRange === 'none' ? atrPeriod + 1 : atrPeriod),
  }),
  cost: 'O(1)',
  source: 'Keltner 1960; Raschke',
  total: true,
  kernel: Keltner,
})
