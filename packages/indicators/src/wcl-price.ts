import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class WclPrice extends IndicatorInstance {
  static runAll(group: readonly WclPrice[], from: number, to: number): void {
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
        output[i] = one.amend(h, l, c)
      }
    }
  }

  override commit(): void {
    this.committed++
  }

  override amend(high: number, low: number, close: number): number {
    return (high + low + 2 * close) / 4
  }
}

/**
 * Weighted close price: (high + low + 2 close) / 4, the typical price with more weight on where the bar ended.
 *
 * Unit of price; first value at bar 1; O(1). Formula: TA-Lib WCLPRICE.
 *
 * @example
 * ```ts
 * import { wclPrice } from '@tapeline/indicators'
 * const live = wclPrice.create()
 * console.log(live.update(14, 9, 10)) // 10.75
 * ```
 */
export const wclPrice: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'wclPrice',
  title: 'Weighted close price',
  tells: 'The typical price with the close counted twice.',
  params: {},
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib WCLPRICE',
  talib: { name: 'WCLPRICE', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: WclPrice,
})
