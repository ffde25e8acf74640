import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { TrueRangeMean } from './true-range-mean.js'

/** Parameters of `chandelier`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ChandelierParams extends FeedOptions {
  /** Bars of the extremes and of the average true range, 1 to 100000; 22 unless said. */
  readonly period?: number | undefined
  /** Average true ranges from the extreme to the stop, 0 to 100; 3 unless said. */
  readonly multiplier?: number | undefined
}

class Chandelier extends IndicatorInstance {
  private readonly period: number
  private readonly multiplier: number
  private readonly range: TrueRangeMean
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period, multiplier }: { readonly period: number; readonly multiplier: number }) {
    super()
    this.period = period
    this.multiplier = multiplier
    this.range = new TrueRangeMean(period)
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
  }

  static runAll(group: readonly Chandelier[], from: number, to: number): void {
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
        long[i] = one.amend(h, l, c)
        short[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.commit()
    this.highs.push(this.high)
    this.lows.push(this.low)
  }

  override amend(high: number, low: number, close: number): number {
    this.high = high
    this.low = low
    this.range.amend(high, low, close, this.committed)
    const warm = this.committed >= this.period
    const reach = this.multiplier * this.range.mean
    this.second = warm ? this.lows.including(low) + reach : NaN
    return warm ? this.highs.including(high) - reach : NaN
  }
}

/**
 * Chandelier exit (Le Beau): the stop of a long position hangs some average true ranges below the highest high of late, that of a
 * short one stands as far above the lowest low.
 *
 * Unit of price; extremes of the newest `period` bars, the present one included; first values at bar `period + 1`; O(1)
 * amortised. The average true range starts as `atr` does.
 *
 * @example
 * ```ts
 * import { chandelier } from '@tapeline/indicators'
 * const live = chandelier.create({ period: 1, multiplier: 3 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 11, 12)
 * console.log(live.values) // { long: 4, short: 20 }
 * ```
 */
export const chandelier: IndicatorType<ChandelierParams, 'long' | 'short'> = /*#__PURE__*/ defineIndicator<
  ChandelierParams,
  'long' | 'short'
>({
  name: 'chandelier',
  title: 'Chandelier exit',
  tells: 'Where to trail the stop: some average true ranges from the best price of late.',
  params: {
    period: { kind: 'whole', default: 22, min: 1, max: 100_000, unit: 'bars' },
    multiplier: { kind: 'number', default: 3, min: 0, max: 100 },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { long: 'price', short: 'price' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Le Beau; Elder 2002',
  total: true,
  kernel: Chandelier,
})
