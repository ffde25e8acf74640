import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RangeWindow,
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
  private readonly bars: RangeWindow
  /** First stops, of short positions as its highs, of long ones as its lows. */
  private readonly stops: RangeWindow

  constructor({ period, multiplier, stopPeriod }: Settled<ChandeKrollParams>) {
    super()
    this.period = period
    this.multiplier = multiplier
    this.warm = period + stopPeriod - 1
    this.range = new TrueRangeMean(period)
    this.bars = new RangeWindow(period)
    this.stops = new RangeWindow(stopPeriod)
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
        one.range.high = h
        one.range.low = l
        one.range.close = c
        one.look()
        long[i] = one.main
        short[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.commit()
    this.bars.push()
    if (this.committed > this.period) this.stops.push()
  }

  override amend(high: number, low: number, close: number): number {
    this.range.high = high
    this.range.low = low
    this.range.close = close
    this.look()
    return this.main
  }

  /** Sets both outputs for the newest bar; takes no prices, since those would be boxed on their way. */
  private look(): void {
    const { range, bars, stops } = this
    range.look(this.committed)
    bars.high = range.high
    bars.low = range.low
    bars.look()
    const reach = this.multiplier * range.mean
    stops.high = bars.highest - reach
    stops.low = bars.lowest + reach
    stops.look()
    this.main = NaN
    this.second = NaN
    if (this.committed < this.warm) return
    this.second = stops.highest
    this.main = stops.lowest
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
