import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `accBands`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AccBandsParams extends FeedOptions {
  /** Bars in the means, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class AccBands extends IndicatorInstance {
  private readonly period: number
  private readonly above: SlidingSum
  private readonly closes: SlidingSum
  private readonly below: SlidingSum

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.above = new SlidingSum(period - 1)
    this.closes = new SlidingSum(period - 1)
    this.below = new SlidingSum(period - 1)
  }

  static runAll(group: readonly AccBands[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [upper, middle, lower] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          upper[i] = one.amend(h, l, c)
          middle[i] = one.second
          lower[i] = one.third
        } else {
          upper[i] = NaN
          middle[i] = NaN
          lower[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { above, closes, below } = this
    above.shift()
    closes.shift()
    below.shift()
  }

  override amend(high: number, low: number, close: number): number {
    const { above, closes, below, period } = this
    const twice = high + low
    const width = twice === 0 ? 0 : (4 * (high - low)) / twice
    above.newest = high * (1 + width)
    closes.newest = close
    below.newest = low * (1 - width)
    if (this.committed < period - 1) return NaN
    this.second = (closes.value + close) / period
    this.third = (below.value + below.newest) / period
    return (above.value + above.newest) / period
  }
}

/**
 * Acceleration bands (Headley): means of highs and lows, each moved outwards by four times the bar's range as a share of its
 * price, and the mean of closes between them. Closes outside of them mean that the market speeds up.
 *
 * Unit of price; first values at bar `period`; O(1), free of drift. Formula: TA-Lib ACCBANDS; a bar whose high and low add up to
 * 0 is not moved.
 *
 * @example
 * ```ts
 * import { accBands } from '@tapeline/indicators'
 * const live = accBands.create({ period: 1 })
 * live.update(9, 7, 8) // high, low, close
 * console.log(live.values) // { upper: 13.5, middle: 8, lower: 3.5 }
 * ```
 */
export const accBands: IndicatorType<AccBandsParams, 'upper' | 'middle' | 'lower'> = /*#__PURE__*/ defineIndicator<
  AccBandsParams,
  'upper' | 'middle' | 'lower'
>({
  name: 'accBands',
  title: 'Acceleration bands',
  tells: 'Outside of which prices the market speeds up.',
  params: { period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['high', 'low', 'close'],
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib ACCBANDS; Headley 2002',
  talib: {
    name: 'ACCBANDS',
    params: { period: 'optInTimePeriod' },
    outputs: { upper: 'outRealUpperBand', middle: 'outRealMiddleBand', lower: 'outRealLowerBand' },
  },
  total: true,
  kernel: AccBands,
})
