import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `donchian`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DonchianParams extends FeedOptions {
  /** Bars of the channel, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Its newest bar: the `present` one unless said, or the one `before`, so that a price beyond an edge is a breakout. */
  readonly until?: 'present' | 'before' | undefined
}

class Donchian extends IndicatorInstance {
  private readonly isBefore: boolean
  /** Index of the bar that the first values belong to. */
  private readonly warm: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period, until }: Settled<DonchianParams>) {
    super()
    this.isBefore = until === 'before'
    this.warm = this.isBefore ? period : period - 1
    this.highs = new ExtremeWindow(this.warm, 1)
    this.lows = new ExtremeWindow(this.warm, -1)
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
    const warm = this.committed >= this.warm
    const upper = this.highs.including(this.isBefore ? -Infinity : high)
    const lower = this.lows.including(this.isBefore ? Infinity : low)
    this.second = warm ? (upper + lower) / 2 : NaN
    this.third = warm ? lower : NaN
    return warm ? upper : NaN
  }
}

/**
 * Donchian channel: the highest high and the lowest low of the newest `period` bars, and the middle between them. Prices at
 * an edge break out of all that was.
 *
 * Unit of price; the present bar included, or with `until: 'before'` only those before it, and everything one bar later;
 * first values at bar `period`; O(1) amortised.
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
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
    until: { kind: 'choice', default: 'present', choices: ['present', 'before'], isConvention: true },
  },
  inputs: ['high', 'low'],
  outputs: { upper: 'price', middle: 'price', lower: 'price' },
  pane: 'price',
  warmup: ({ period, until }) => ({ samples: until === 'before' ? period + 1 : period }),
  cost: 'O(1)',
  source: 'Donchian 1960',
  total: true,
  kernel: Donchian,
})
