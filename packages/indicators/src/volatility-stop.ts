import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TrueRangeMean } from './true-range-mean.js'

/** Parameters of `volatilityStop`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VolatilityStopParams extends FeedOptions {
  /** Bars of the average true range, 1 to 100000; 7 unless said. */
  readonly period?: number | undefined
  /** Average true ranges from the best close to the stop, 0 to 100; 3 unless said. */
  readonly multiplier?: number | undefined
}

class VolatilityStop extends IndicatorInstance {
  private readonly period: number
  private readonly multiplier: number
  private readonly range: TrueRangeMean
  private reach: number = NaN
  private pastBest: number = NaN
  private pastDirection: number = NaN
  private best: number = NaN
  private direction: number = NaN
  /** The first close, and the extremes of the closes that decide where it begins. */
  private first: number = NaN
  private highest: number = NaN
  private lowest: number = NaN

  constructor({ period, multiplier }: Settled<VolatilityStopParams>) {
    super()
    this.period = period
    this.multiplier = multiplier
    this.range = new TrueRangeMean(period)
    this.highest = -Infinity
    this.lowest = Infinity
  }

  static runAll(group: readonly VolatilityStop[], from: number, to: number): void {
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
        one.range.high = h
        one.range.low = l
        one.range.close = c
        one.look()
        value[i] = one.main
        direction[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { close } = this.range
    if (this.committed === 1) this.first = close
    if (this.committed <= this.period) {
      this.highest = Math.max(this.highest, close)
      this.lowest = Math.min(this.lowest, close)
    }
    if (this.committed === this.period) this.begin()
    this.pastBest = this.best
    this.pastDirection = this.direction
    this.reach = NaN
    if (this.committed > this.period) this.reach = this.multiplier * this.range.mean
    this.range.commit()
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
    const { close } = this.range
    this.main = NaN
    this.range.look(this.committed)
    if (this.committed < this.period) return
    const rising = this.pastDirection > 0
    const stop = rising ? this.pastBest - this.reach : this.pastBest + this.reach
    this.second = NaN
    if (stop === stop) this.second = this.pastDirection
    this.direction = this.pastDirection
    this.best = close
    if (rising ? close < stop : close > stop) this.direction = -this.pastDirection
    else if (rising) this.best = Math.max(this.pastBest, close)
    else this.best = Math.min(this.pastBest, close)
    this.main = stop
  }

  /** The first trend is a guess: the way from the first close to that of bar `period`. */
  private begin(): void {
    this.direction = this.range.close > this.first ? 1 : -1
    this.best = this.direction > 0 ? this.highest : this.lowest
  }
}

/**
 * Volatility stop (Wilder): a stop some average true ranges from the best close since the trend last turned. A
 * close beyond it turns the trend, and the next bar has its stop on the other side.
 *
 * Unit of price; the stop in force during the bar, so it stands before the bar begins; direction is 1 while it is
 * below the price, -1 while above; first values at bar `period + 2`, on a trend that is a guess until the first
 * turn (Skender leaves that part out); O(1). The average true range starts as `atr` does.
 *
 * @example
 * ```ts
 * import { volatilityStop } from '@tapeline/indicators'
 * const live = volatilityStop.create({ period: 2, multiplier: 1 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 11, 12)
 * live.update(14, 12, 13)
 * live.update(13, 11, 12)
 * console.log(live.values) // { value: 10.5, direction: 1 }
 * ```
 */
export const volatilityStop: IndicatorType<VolatilityStopParams, 'value' | 'direction'> = /*#__PURE__*/ defineIndicator<
  VolatilityStopParams,
  'value' | 'direction'
>({
  name: 'volatilityStop',
  title: 'Volatility stop',
  tells: 'A stop some average true ranges from the best close since the last turn.',
  params: {
    period: { kind: 'whole', default: 7, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 3, min: 0, max: 100 },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price', direction: 'ratio' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period + 2 }),
  cost: 'O(1)',
  source: 'Wilder 1978; Skender',
  total: true,
  kernel: VolatilityStop,
})
