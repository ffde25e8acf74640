import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

/** Parameters of `donchian`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DonchianParams extends FeedOptions {
  /** Bars of the channel, the present one included, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Donchian extends IndicatorInstance {
  private readonly period: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
  }

  static runAll(group: readonly Donchian[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const [upper, middle, lower] = one.outputs as [Float64Array, Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          upper[i] = NaN
          middle[i] = NaN
          lower[i] = NaN
          continue
        }
        one.commit()
        upper[i] = one.amend(h, l)
        middle[i] = one.second
        lower[i] = one.third
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.high)
    this.lows.push(this.low)
  }

  override amend(high: number, low: number): number {
    this.high = high
    this.low = low
    const warm = this.committed >= this.period - 1
    const upper = this.highs.including(high)
    const lower = this.lows.including(low)
    this.second = warm ? (upper + lower) / 2 : NaN
    this.third = warm ? lower : NaN
    return warm ? upper : NaN
  }
}

/**
 * Donchian channel: the highest high and the lowest low of the newest `period` bars, and the middle between them. Prices at
 * an edge break out of all that was.
 *
 * Unit of price; the present bar included (some take the bars before it only: compare with the channel one bar ago); first
 * values at bar `period`; O(1) amortised.
 *
 * @example
 * ```ts
 * import { donchian } from '@tapeline/indicators'
 * const live = donchian.create({ period: 2 })
 * live.update(12, 9)
 * live.update(11, 8)
 * console.log(live.values) // { upper: 12, middle: 10, lower: 8 }
 * ```
 */
export const donchian: IndicatorType<DonchianParams, 'upper' | 'middle' | 'lower'> = /*#__PURE__*/ defineIndicator<
  DonchianParams,
  'upper' | 'middle' | 'lower'
>({
  name: 'donchian',
  title: 'Donchian channel',
  tells: 'The highest high and the lowest low of the newest bars: a close at an edge is a breakout.',
  params: { period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['high', 'low'],
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Donchian 1960',
  total: true,
  kernel: Donchian,
})
