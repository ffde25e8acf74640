import {
  RangeWindow,
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  MomentsWindow,
  TrendWindow,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TrueRangeMean } from './true-range-mean.js'

/** Parameters of `squeeze`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SqueezeParams extends FeedOptions {
  /** Bars of bands, channel and momentum, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Standard deviations to each Bollinger band, 0.01 to 100; 2 unless said. */
  readonly deviations?: number | undefined
  /** Average true ranges to each side of the Keltner channel, 0.01 to 100; 1.5 unless said. */
  readonly multiplier?: number | undefined
}

class Squeeze extends IndicatorInstance {
  private readonly period: number
  private readonly deviations: number
  private readonly multiplier: number
  private readonly closes: MomentsWindow
  private readonly average: ExponentialMean
  private readonly range: TrueRangeMean
  private readonly bars: RangeWindow
  private readonly distances: TrendWindow

  constructor({ period, deviations, multiplier }: Settled<SqueezeParams>) {
    super()
    this.period = period
    this.deviations = deviations
    this.multiplier = multiplier
    this.closes = new MomentsWindow(period - 1)
    this.average = new ExponentialMean(period, 2 / (period + 1))
    this.range = new TrueRangeMean(period)
    this.bars = new RangeWindow(period, (period - 1) >> 1)
    this.distances = new TrendWindow(period - 1)
  }

  static runAll(group: readonly Squeeze[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [momentum, squeeze] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          one.amend(h, l, c)
          momentum[i] = one.main
          squeeze[i] = one.second
        } else {
          momentum[i] = NaN
          squeeze[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    this.average.commit()
    if (this.committed++ < 0) return
    this.closes.shift()
    this.range.commit()
    this.bars.push()
    if (this.committed >= this.period) this.distances.shift()
  }

  override amend(high: number, low: number, close: number): number {
    const { closes, average, range, bars } = this
    closes.newest = close
    average.newest = close
    bars.high = high
    bars.low = low
    range.amend(high, low, close, this.committed)
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    const { closes, average, range, bars, distances, period, committed } = this
    const { newest: close } = closes
    closes.look()
    average.look()
    bars.look()
    if (committed < period - 1) return
    distances.include(close - ((bars.highest + bars.lowest) / 2 + closes.mean) / 2)
    const end = distances.mean + distances.slant * (6 / (period * (period + 1)))
    const band = this.deviations * Math.sqrt(Math.max(closes.squares, 0) / period)
    const channel = this.multiplier * range.mean
    const apart = Math.abs(closes.mean - average.value)
    const inside = band + apart < channel ? 1 : 0
    if (committed >= period) this.second = inside
    if (committed >= 2 * period - 2) this.main = end
  }
}

/**
 * TTM squeeze (Carter 2005): `squeeze` is 1 while Bollinger's bands lie inside the Keltner channel, a calm that seldom lasts, else 0.
 * `momentum` is the end of the line through the close's distances from the middle of range and average: its sign says which
 * way the market leans.
 *
 * Momentum in the unit of price, first at bar `2 period - 1`; squeeze first at bar `period + 1`; O(1) amortised. Channel of `ema`
 * and `atr`, bands of the population deviation, as talipp (whose average true range starts one bar earlier; on some charts it is a
 * simple mean).
 *
 * @example
 * ```ts
 * import { squeeze } from '@tapeline/indicators'
 * const live = squeeze.create({ period: 2 })
 * live.update(12, 8, 10) // high, low, close
 * live.update(13, 9, 11)
 * live.update(14, 10, 12)
 * console.log(live.values) // { momentum: 0.5, squeeze: 1 }
 * ```
 */
export const squeeze: IndicatorType<SqueezeParams, 'momentum' | 'squeeze'> = /*#__PURE__*/ defineIndicator<
  SqueezeParams,
  'momentum' | 'squeeze'
>({
  name: 'squeeze',
  title: 'TTM squeeze',
  tells: 'When the market is wound up, and which way it is leaning as it lets go.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'bars' },
    deviations: { kind: 'number', default: 2, min: 0.01, max: 100 },
    multiplier: { kind: 'number', default: 1.5, min: 0.01, max: 100 },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { momentum: 'price', squeeze: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: 2 * period - 1 }),
  cost: 'O(1)',
  source: 'Carter 2005',
  total: true,
  kernel: Squeeze,
})
