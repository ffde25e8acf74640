import {
  RangeWindow,
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { exp, log } from '@tapeline/core/math'

/** Parameters of `frama`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface FramaParams extends FeedOptions {
  /** Bars in each half of the window, 1 to 50000; 8 unless said. */
  readonly half?: number | undefined
}

class Frama extends IndicatorInstance {
  private readonly half: number
  private readonly newer: RangeWindow
  private readonly older: RangeWindow
  private readonly delayedHigh: DelayLine
  private readonly delayedLow: DelayLine
  private high: number = NaN
  private low: number = NaN
  private past: number = NaN
  private current: number = NaN

  constructor({ half }: Settled<FramaParams>) {
    super()
    this.half = half
    this.newer = new RangeWindow(half)
    this.older = new RangeWindow(half)
    this.delayedHigh = new DelayLine(half)
    this.delayedLow = new DelayLine(half)
  }

  static runAll(group: readonly Frama[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (isSample(h) && isSample(l)) {
          one.commit()
          one.amend(h, l)
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.newer.push()
    if (this.committed > this.half) this.older.push()
    this.delayedHigh.push(this.high)
    this.delayedLow.push(this.low)
    this.past = this.current
  }

  override amend(high: number, low: number): number {
    const { half, committed, newer, older } = this
    this.high = high
    this.low = low
    newer.high = high
    newer.low = low
    newer.look()
    if (committed >= half) {
      older.high = this.delayedHigh.oldest
      older.low = this.delayedLow.oldest
      older.look()
    }
    if (committed < 2 * half - 1) return this.main
    this.current = (high + low) / 2
    if (committed >= 2 * half) this.follow()
    this.main = this.current
    return this.main
  }

  /** Takes the average its share of the way to the middle of the newest bar. */
  private follow(): void {
    const { newer, older, past } = this
    const halves = newer.highest - newer.lowest + (older.highest - older.lowest)
    const whole = Math.max(newer.highest, older.highest) - Math.min(newer.lowest, older.lowest)
    // Ranges a bar: those of the halves are over half as many bars as that of the whole.
    const dimension = log((2 * halves) / whole) / Math.LN2
    const weight = exp(-4.6 * (dimension - 1))
    if (weight < 1) this.current = past + Math.max(0.01, weight) * (this.current - past)
  }
}

/**
 * Fractal adaptive moving average (Ehlers 2005): an exponential mean of the bars' middles whose weight comes from the fractal
 * dimension of price: 1 on a straight line, 2 in noise. The dimension compares the ranges of both halves of the window with the
 * range of the whole.
 *
 * Unit of price; first value, the middle of that bar, at bar `2 half`; O(1) amortised. Weight exp(-4.6 (dimension - 1)), held
 * between 0.01 and 1; a window without range counts as straight.
 *
 * @example
 * ```ts
 * import { frama } from '@tapeline/indicators'
 * const { value } = frama.batch({ high: Float64Array.of(11, 12, 13, 14), low: Float64Array.of(9, 10, 11, 12) }, { half: 1 })
 * console.log(value) // Float64Array(4) [ NaN, 11, 11.14820297432048, 11.422644801364001 ]
 * ```
 */
export const frama: IndicatorType<FramaParams, 'value'> = /*#__PURE__*/ defineIndicator<FramaParams, 'value'>({
  name: 'frama',
  title: 'Fractal adaptive moving average',
  tells: 'The trend by an average that follows straight moves at once and stands still in noise.',
  params: {
    half: { kind: 'whole', default: 8, min: 1, max: 50_000, unit: 'bars' },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ half }) => ({ samples: 2 * half }),
  cost: 'O(1)',
  source: 'Ehlers 2005',
  total: true,
  kernel: Frama,
})
