import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class TypPrice extends IndicatorInstance {
  static runAll(group: readonly TypPrice[], from: number, to: number): void {
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
    return (high + low + close) / 3
  }
}

/**
 * Typical price: (high + low + close) / 3, where a bar traded, roughly.
 *
 * Unit of price; first value at bar 1; O(1). Formula: TA-Lib TYPPRICE.
 *
 * @example
 * ```ts
 * import { typPrice } from '@tapeline/indicators'
 * const live = typPrice.create()
 * console.log(live.update(14, 9, 10)) // 11
 * ```
 */
export const typPrice: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'typPrice',
  title: 'Typical price',
  tells: 'The mean of high, low and close: where a bar traded, roughly.',
  params: {},
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib TYPPRICE',
  talib: { name: 'TYPPRICE', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: TypPrice,
})
