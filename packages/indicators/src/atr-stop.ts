import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TrueRangeMean } from './true-range-mean.js'

/** Parameters of `atrStop`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AtrStopParams extends FeedOptions {
  /** Bars of the average true range, 1 to 100000; 21 unless said. */
  readonly period?: number | undefined
  /** Average true ranges from the close to the stop, 0 to 100; 3 unless said. */
  readonly multiplier?: number | undefined
}

class AtrStop extends IndicatorInstance {
  private readonly period: number
  private readonly multiplier: number
  private readonly range: TrueRangeMean
  private upper: number = NaN
  private lower: number = NaN
  private direction: number = NaN
  private stop: number = NaN
  private close: number = NaN
  private pastUpper: number = NaN
  private pastLower: number = NaN
  private pastDirection: number = NaN
  private previousClose: number = NaN

  constructor({ period, multiplier }: Settled<AtrStopParams>) {
    super()
    this.period = period
    this.multiplier = multiplier
    this.range = new TrueRangeMean(period)
  }

  static runAll(group: readonly AtrStop[], from: number, to: number): void {
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
    this.main = NaN
    this.range.amend(high, low, close, this.committed)
    this.close = close
    if (this.committed < this.period) return this.main
    const reach = this.multiplier * this.range.mean
    this.upper = close + reach
    this.lower = close - reach
    const previous = this.previousClose
    let rising = close >= previous
    if (this.committed > this.period) {
      // Each line only comes nearer until a close went beyond it.
      if (this.upper >= this.pastUpper && previous <= this.pastUpper) this.upper = this.pastUpper
      if (this.lower <= this.pastLower && previous >= this.pastLower) this.lower = this.pastLower
      rising = this.pastDirection > 0
    }
    const turned = rising ? close <= this.lower : close > this.upper
    this.direction = rising === turned ? -1 : 1
    this.stop = this.direction > 0 ? this.lower : this.upper
    this.second = this.direction
    this.main = this.stop
    return this.main
  }
}

/**
 * Average true range trailing stop: as `supertrend`, but measured from the close in place of the middle of the
 * bar. The stop only comes nearer; a close beyond it turns the trend, and the stop goes to the other side.
 *
 * Unit of price; direction is 1 while rising, the stop below, and -1 while falling; first values at bar `period +
 * 1`; O(1). The average true range starts as `atr` does. Formula: Skender.
 *
 * @example
 * ```ts
 * import { atrStop } from '@tapeline/indicators'
 * const live = atrStop.create({ period: 1, multiplier: 1 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(12, 10, 11)
 * console.log(live.values) // { value: 9, direction: 1 }
 * ```
 */
export const atrStop: IndicatorType<AtrStopParams, 'value' | 'direction'> = /*#__PURE__*/ defineIndicator<
  AtrStopParams,
  'value' | 'direction'
>({
  name: 'atrStop',
  title: 'ATR trailing stop',
  tells: 'Which way the trend goes, and the stop, some average true ranges from the close, at which it ends.',
  params: {
    period: { kind: 'whole', default: 21, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 3, min: 0, max: 100 },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price', direction: 'ratio' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Skender AtrStop',
  total: true,
  kernel: AtrStop,
})
