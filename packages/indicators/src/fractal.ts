import {
  defineIndicator,
  DelayLine,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `fractal`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface FractalParams extends FeedOptions {
  /** Bars on each side that the peak stands out from, 1 to 100000; 2 unless said. */
  readonly span?: number | undefined
}

class Fractal extends IndicatorInstance {
  private readonly span: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private readonly olderHighs: DelayLine
  private readonly olderLows: DelayLine
  private readonly centreHighs: DelayLine
  private readonly centreLows: DelayLine
  private newestHigh: number = NaN
  private newestLow: number = NaN
  private highest: number = NaN
  private lowest: number = NaN
  private pastPeak: number = NaN
  private pastTrough: number = NaN
  private peak: number = NaN
  private trough: number = NaN

  constructor({ span }: Settled<FractalParams>) {
    super()
    this.span = span
    this.highs = new ExtremeWindow(span - 1, 1)
    this.lows = new ExtremeWindow(span - 1, -1)
    this.olderHighs = new DelayLine(span + 1)
    this.olderLows = new DelayLine(span + 1)
    this.centreHighs = new DelayLine(span)
    this.centreLows = new DelayLine(span)
  }

  static runAll(group: readonly Fractal[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const [highOut, lowOut] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          highOut[i] = NaN
          lowOut[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l)
        highOut[i] = one.main
        lowOut[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.newestHigh)
    this.lows.push(this.newestLow)
    this.olderHighs.push(this.highest)
    this.olderLows.push(this.lowest)
    this.centreHighs.push(this.newestHigh)
    this.centreLows.push(this.newestLow)
    this.pastPeak = this.peak
    this.pastTrough = this.trough
  }

  override amend(high: number, low: number): number {
    this.main = NaN
    this.newestHigh = high
    this.newestLow = low
    if (this.committed < this.span - 1) return this.main
    this.highest = this.highs.including(high)
    this.lowest = this.lows.including(low)
    const top = this.centreHighs.oldest
    const bottom = this.centreLows.oldest
    this.peak = top > this.highest && top > this.olderHighs.oldest ? top : this.pastPeak
    this.trough = bottom < this.lowest && bottom < this.olderLows.oldest ? bottom : this.pastTrough
    this.second = this.trough
    this.main = this.peak
    return this.main
  }
}

/**
 * Williams fractals: the newest high that is above the highs of `span` bars before and after it, and the newest
 * low below those around it. They are levels at which the market turned, and at which it may again.
 *
 * Unit of price; each value holds until the next peak, trough is confirmed: `span` bars after the bar that it
 * belongs to, never before. So the first comes at bar `2 span + 1` or later, as the market turns; equal neighbours
 * make none; O(1) amortised.
 *
 * @example
 * ```ts
 * import { fractal } from '@tapeline/indicators'
 * const live = fractal.create({ span: 1 })
 * live.update(11, 9) // high, low
 * live.update(14, 10)
 * live.update(12, 8)
 * live.update(13, 9)
 * console.log(live.values) // { high: 14, low: 8 }
 * ```
 */
export const fractal: IndicatorType<FractalParams, 'high' | 'low'> = /*#__PURE__*/ defineIndicator<
  FractalParams,
  'high' | 'low'
>({
  name: 'fractal',
  title: 'Williams fractals',
  tells: 'The newest confirmed peak and trough: where the market turned.',
  params: {
    span: { kind: 'whole', default: 2, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low'],
  outputs: { high: 'price', low: 'price' },
  pane: 'price',
  warmup: ({ span }) => ({ atLeast: 2 * span + 1 }),
  cost: 'O(1)',
  source: 'Williams 1995; Skender',
  total: true,
  kernel: Fractal,
})
