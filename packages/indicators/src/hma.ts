import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  TrendWindow,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `hma`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface HmaParams extends SeriesOptions {
  /** Samples in the average, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
}

class Hma extends IndicatorInstance {
  private readonly period: number
  private readonly half: number
  private readonly root: number
  private readonly whole: TrendWindow
  private readonly newer: TrendWindow
  private readonly smooth: TrendWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.half = Math.floor(period / 2)
    this.root = Math.floor(Math.sqrt(period))
    this.whole = new TrendWindow(period - 1)
    this.newer = new TrendWindow(this.half - 1)
    this.smooth = new TrendWindow(this.root - 1)
  }

  static runAll(group: readonly Hma[], from: number, to: number): void {
    for (const hma of group) {
      const input = hma.inputs[0] as Float64Array
      const output = hma.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          hma.commit()
          hma.whole.newest = x
          hma.look()
          output[i] = hma.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    const { whole, newer, smooth } = this
    whole.shift()
    newer.shift()
    if (this.committed >= this.period) smooth.shift()
  }

  override amend(x: number): number {
    this.whole.newest = x
    this.look()
    return this.main
  }

  /** Takes no number, since one that crosses a call may be boxed. */
  private look(): void {
    this.main = NaN
    const { whole, newer, smooth, period, half, root } = this
    whole.look()
    newer.newest = whole.newest
    newer.look()
    if (this.committed < period - 1) return
    const slow = whole.mean + whole.slant * (2 / (period * (period + 1)))
    const fast = newer.mean + newer.slant * (2 / (half * (half + 1)))
    smooth.include(2 * fast - slow)
    const mean = smooth.mean + smooth.slant * (2 / (root * (root + 1)))
    if (this.committed >= period + root - 2) this.main = mean
  }
}

/**
 * Hull moving average (2005): twice the weighted mean of the newer half less that of the whole window, smoothed by a short
 * weighted mean. It turns almost with the price and stays smooth.
 *
 * Unit of its input; first value at sample `period + floor(sqrt(period)) - 1`; O(1) amortised, free of drift. Half and
 * root are rounded down, as Hull has it.
 *
 * @example
 * ```ts
 * import { hma } from '@tapeline/indicators'
 * const { value } = hma.batch({ close: Float64Array.of(1, 4, 7, 10, 13) }, { period: 4 })
 * console.log(value) // Float64Array(5) [ NaN, NaN, NaN, NaN, 13 ]
 * ```
 */
export const hma: IndicatorType<HmaParams, 'value'> = /*#__PURE__*/ defineIndicator<HmaParams, 'value'>({
  name: 'hma',
  title: 'Hull moving average',
  tells: 'The trend with hardly any lag, smoothed over the square root of its length.',
  params: { period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period + Math.floor(Math.sqrt(period)) - 1 }),
  cost: 'O(1)',
  source: 'Hull 2005',
  total: true,
  kernel: Hma,
})
