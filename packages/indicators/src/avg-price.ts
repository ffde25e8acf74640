import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class AvgPrice extends IndicatorInstance {
  static runAll(group: readonly AvgPrice[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(o) || !isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(o, h, l, c)
      }
    }
  }

  override commit(): void {
    this.committed++
  }

  override amend(open: number, high: number, low: number, close: number): number {
    return (open + high + low + close) / 4
  }
}

/**
 * Average price: (open + high + low + close) / 4, one number for a whole bar.
 *
 * Unit of price; first value at bar 1; O(1). Formula: TA-Lib AVGPRICE.
 *
 * @example
 * ```ts
 * import { avgPrice } from '@tapeline/indicators'
 * const live = avgPrice.create()
 * console.log(live.update(10, 14, 9, 11)) // 11
 * ```
 */
export const avgPrice: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'avgPrice',
  title: 'Average price',
  tells: 'The mean of open, high, low and close: one number for a whole bar.',
  params: {},
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib AVGPRICE',
  talib: { name: 'AVGPRICE', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: AvgPrice,
})
