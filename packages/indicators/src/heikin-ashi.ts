import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class HeikinAshi extends IndicatorInstance {
  private readonly bar: Float64Array = new Float64Array(4).fill(NaN)
  private pastOpen: number = NaN
  private pastClose: number = NaN

  static runAll(group: readonly HeikinAshi[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const [closeOut, openOut, highOut, lowOut] = one.outputs as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ]
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(o) || !isSample(h) || !isSample(l) || !isSample(c)) {
          closeOut[i] = NaN
          openOut[i] = NaN
          highOut[i] = NaN
          lowOut[i] = NaN
          continue
        }
        one.commit()
        closeOut[i] = one.amend(o, h, l, c)
        openOut[i] = one.bar[1] as number
        highOut[i] = one.bar[2] as number
        lowOut[i] = one.bar[3] as number
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.pastClose = this.bar[0] as number
    this.pastOpen = this.bar[1] as number
  }

  override amend(open: number, high: number, low: number, close: number): number {
    const mean = (open + high + low + close) / 4
    const start = this.committed === 0 ? (open + close) / 2 : (this.pastOpen + this.pastClose) / 2
    this.bar[0] = mean
    this.bar[1] = start
    this.bar[2] = Math.max(high, start, mean)
    this.bar[3] = Math.min(low, start, mean)
    return mean
  }

  protected override outputAt(at: number): number {
    return this.bar[at] as number
  }
}

/**
 * Heikin-Ashi bars: the close is the mean of the bar's four prices, the open the middle of the smoothed bar
 * before. In a trend they keep one colour, and bars without a wick against it show its strength. Their prices are
 * no prices at which anybody trades.
 *
 * Unit of price; first values at bar 1, whose open is the middle of its body; O(1). The main output is the close.
 * Formula: Skender, TradingView.
 *
 * @example
 * ```ts
 * import { heikinAshi } from '@tapeline/indicators'
 * const live = heikinAshi.create()
 * live.update(10, 12, 9, 11) // open, high, low, close
 * live.update(11, 15, 11, 15)
 * console.log(live.values) // { close: 13, open: 10.5, high: 15, low: 10.5 }
 * ```
 */
export const heikinAshi: IndicatorType<FeedOptions, 'close' | 'open' | 'high' | 'low'> = /*#__PURE__*/ defineIndicator<
  FeedOptions,
  'close' | 'open' | 'high' | 'low'
>({
  name: 'heikinAshi',
  title: 'Heikin-Ashi',
  tells: 'Bars smoothed by those before: in a trend they keep one colour.',
  params: {},
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { close: 'price', open: 'price', high: 'price', low: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Valcu 2004; Skender',
  total: true,
  kernel: HeikinAshi,
})
