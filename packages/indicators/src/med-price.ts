import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class MedPrice extends IndicatorInstance {
  static runAll(group: readonly MedPrice[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l)
      }
    }
  }

  override commit(): void {
    this.committed++
  }

  override amend(high: number, low: number): number {
    return (high + low) / 2
  }
}

/**
 * Median price: (high + low) / 2, the middle of the range of a bar.
 *
 * Unit of price; first value at bar 1; O(1). Formula: TA-Lib MEDPRICE.
 *
 * @example
 * ```ts
 * import { medPrice } from '@tapeline/indicators'
 * const live = medPrice.create()
 * console.log(live.update(14, 9)) // 11.5
 * ```
 */
export const medPrice: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'medPrice',
  title: 'Median price',
  tells: 'The middle of the range of a bar.',
  params: {},
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib MEDPRICE',
  talib: { name: 'MEDPRICE', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: MedPrice,
})
