import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class Trange extends IndicatorInstance {
  private previousClose: number = NaN
  private close: number = NaN

  static runAll(group: readonly Trange[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l, c)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previousClose = this.close
  }

  override amend(high: number, low: number, close: number): number {
    this.main = NaN
    this.close = close
    const previous = this.previousClose
    const range = (high > previous ? high : previous) - (low < previous ? low : previous)
    if (this.committed > 0) this.main = range
    return this.main
  }
}

/**
 * True range (Wilder 1978): how far price moved in this bar, a gap from the bar before included.
 *
 * max(high, previous close) - min(low, previous close), in units of price; first value at bar 2, since the first bar has
 * none; O(1). Formula: TA-Lib TRANGE.
 *
 * @example
 * ```ts
 * import { trange } from '@tapeline/indicators'
 * const live = trange.create()
 * live.update(11, 9, 10)
 * console.log(live.update(13, 12, 12)) // 3
 * ```
 */
export const trange: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'trange',
  title: 'True range',
  tells: 'How far price moved in this bar, a gap from the bar before included.',
  params: {},
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: () => ({ samples: 2 }),
  cost: 'O(1)',
  source: 'TA-Lib TRANGE; Wilder 1978',
  talib: { name: 'TRANGE', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: Trange,
})
