import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TrueRangeMean } from './true-range-mean.js'

/** Parameters of `starc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface StarcParams extends FeedOptions {
  /** Bars of the average in the middle, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars of the average true range, 1 to 100000; 10 unless said. */
  readonly atrPeriod?: number | undefined
  /** Average true ranges from the middle to each band, 0 to 100; 2 unless said. */
  readonly multiplier?: number | undefined
}

class Starc extends IndicatorInstance {
  private readonly period: number
  private readonly warm: number
  private readonly multiplier: number
  private readonly past: SlidingSum
  private readonly range: TrueRangeMean

  constructor({ period, atrPeriod, multiplier }: Settled<StarcParams>) {
    super()
    this.period = period
    this.warm = Math.max(period - 1, atrPeriod)
    this.multiplier = multiplier
    this.past = new SlidingSum(period - 1)
    this.range = new TrueRangeMean(atrPeriod)
  }

  static runAll(group: readonly Starc[], from: number, to: number): void {
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
    if (this.committed++ < 0) return
    this.past.shift()
    this.range.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.past.newest = close
    this.range.amend(high, low, close, this.committed)
    const warm = this.committed >= this.warm
    const middle = (this.past.value + close) / this.period
    const reach = this.multiplier * this.range.mean
    this.second = warm ? middle : NaN
    this.third = warm ? middle - reach : NaN
    return warm ? middle + reach : NaN
  }
}

/**
 * Starc bands (Stoller): the simple average of the close and a number of average true ranges above and below.
 * Buying at the upper band or selling at the lower one is late.
 *
 * Unit of price; first values when both averages have one, at bar `max(period, atrPeriod + 1)`; O(1). The average
 * true range starts as `atr` does; lengths as Skender has them (Stoller: 6 and 15).
 *
 * @example
 * ```ts
 * import { starc } from '@tapeline/indicators'
 * const live = starc.create({ period: 2, atrPeriod: 1, multiplier: 2 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 11, 12)
 * console.log(live.values) // { upper: 17, middle: 11, lower: 5 }
 * ```
 */
export const starc: IndicatorType<StarcParams, 'upper' | 'middle' | 'lower'> = /*#__PURE__*/ defineIndicator<
  StarcParams,
  'upper' | 'middle' | 'lower'
>({
  name: 'starc',
  title: 'Starc bands',
  tells: 'Where prices usually stay: a simple average and some average true ranges around it.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
    atrPeriod: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 2, min: 0, max: 100 },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  pane: 'price',
  warmup: ({ period, atrPeriod }) => ({ samples: Math.max(period, atrPeriod + 1) }),
  cost: 'O(1)',
  source: 'Stoller',
  total: true,
  kernel: Starc,
})
