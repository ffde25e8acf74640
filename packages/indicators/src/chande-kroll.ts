import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TrueRangeMean } from './true-range-mean.js'

/** Parameters of `chandeKroll`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ChandeKrollParams extends FeedOptions {
  /** Bars of the extremes and of the average true range, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
  /** Average true ranges from the extreme to the first stop, 0 to 100; 1 unless said. */
  readonly multiplier?: number | undefined
  /** First stops of which the farthest is taken, 1 to 100000; 9 unless said. */
  readonly stopPeriod?: number | undefined
}

class ChandeKroll extends IndicatorInstance {
  private readonly period: number
  private readonly multiplier: number
  private readonly warm: number
  private readonly range: TrueRangeMean
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private readonly shorts: ExtremeWindow
  private readonly longs: ExtremeWindow
  private high: number = NaN
  private low: number = NaN
  private short: number = NaN
  private long: number = NaN

  constructor({ period, multiplier, stopPeriod }: Settled<ChandeKrollParams>) {
    super()
    this.period = period
    this.multiplier = multiplier
    this.warm = period + stopPeriod - 1
    this.range = new TrueRangeMean(period)
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
    this.shorts = new ExtremeWindow(stopPeriod - 1, 1)
    this.longs = new ExtremeWindow(stopPeriod - 1, -1)
  }

  static runAll(group: readonly ChandeKroll[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [long, short] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          long[i] = NaN
          short[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l, c)
        long[i] = one.main
        short[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.commit()
    this.highs.push(this.high)
    this.lows.push(this.low)
    if (this.committed <= this.period) return
    this.shorts.push(this.short)
    this.longs.push(this.long)
  }

  override amend(high: number, low: number, close: number): number {
    this.high = high
    this.low = low
    this.range.amend(high, low, close, this.committed)
    const reach = this.multiplier * this.range.mean
    this.short = this.highs.including(high) - reach
    this.long = this.lows.including(low) + reach
    this.main = NaN
    this.second = NaN
    if (this.committed < this.warm) return this.main
    this.second = this.shorts.including(this.short)
    this.main = this.longs.including(this.long)
    return this.main
  }
}

/**
 * Chande Kroll stop: a first stop some average true ranges from the extreme of `period` bars; of the newest
 * `stopPeriod` of these the lowest is the stop of a long position, the highest that of a short one.
 *
 * Unit of price; first values at bar `period + stopPeriod`; O(1) amortised. The average true range starts as `atr`
 * does.
 *
 * @example
 * ```ts
 * import { chandeKroll } from '@tapeline/indicators'
 * const live = chandeKroll.create({ period: 1, stopPeriod: 1 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 11, 12)
 * console.log(live.values) // { long: 14, short: 10 }
 * ```
 */
export const chandeKroll: IndicatorType<ChandeKrollParams, 'long' | 'short'> = /*#__PURE__*/ defineIndicator<
  ChandeKrollParams,
  'long' | 'short'
>({
  name: 'chandeKroll',
  title: 'Chande Kroll stop',
  tells: 'Where to trail the stops of long and short positions, by the volatility of late.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 1, min: 0, max: 100 },
    stopPeriod: { kind: 'whole', default: 9, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { long: 'price', short: 'price' },
  pane: 'price',
  warmup: ({ period, stopPeriod }) => ({ samples: period + stopPeriod }),
  cost: 'O(1)',
  source: 'Chande, Kroll 1994; TradingView',
  total: true,
  kernel: ChandeKroll,
})
