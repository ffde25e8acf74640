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
import { exp, log } from '@tapeline/core/math'

/** Parameters of `frama`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface FramaParams extends FeedOptions {
  /** Bars in each half of the window, 1 to 50000; 8 unless said. */
  readonly half?: number | undefined
}

class Frama extends IndicatorInstance {
  private readonly half: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private readonly olderHighs: ExtremeWindow
  private readonly olderLows: ExtremeWindow
  private readonly delayedHigh: DelayLine
  private readonly delayedLow: DelayLine
  private high: number = NaN
  private low: number = NaN
  private past: number = NaN
  private current: number = NaN

  constructor({ half }: Settled<FramaParams>) {
    super()
    this.half = half
    this.highs = new ExtremeWindow(half - 1, 1)
    this.lows = new ExtremeWindow(half - 1, -1)
    this.olderHighs = new ExtremeWindow(half - 1, 1)
    this.olderLows = new ExtremeWindow(half - 1, -1)
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
          output[i] = one.amend(h, l)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { delayedHigh, delayedLow } = this
    if (this.committed > this.half) {
      this.olderHighs.push(delayedHigh.oldest)
      this.olderLows.push(delayedLow.oldest)
    }
    delayedHigh.push(this.high)
    delayedLow.push(this.low)
    this.highs.push(this.high)
    this.lows.push(this.low)
    this.past = this.current
  }

  override amend(high: number, low: number): number {
    const { half, committed } = this
    this.high = high
    this.low = low
    const middle = (high + low) / 2
    if (committed < 2 * half - 1) return NaN
    const weight = committed === 2 * half - 1 ? 1 : this.weigh(high, low)
    this.current = weight === 1 ? middle : this.past + weight * (middle - this.past)
    return this.current
  }

  private weigh(high: number, low: number): number {
    const newHigh = this.highs.including(high)
    const newLow = this.lows.including(low)
    const oldHigh = this.olderHighs.including(this.delayedHigh.oldest)
    const oldLow = this.olderLows.including(this.delayedLow.oldest)
    const halves = newHigh - newLow + (oldHigh - oldLow)
    const whole = Math.max(newHigh, oldHigh) - Math.min(newLow, oldLow)
    // Ranges a bar: those of the halves are over half as many bars as that of the whole.
    const dimension = log((2 * halves) / whole) / Math.LN2
    const weight = exp(-4.6 * (dimension - 1))
    return weight > 0.01 ? Math.min(1, weight) : weight === weight ? 0.01 : 1
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
