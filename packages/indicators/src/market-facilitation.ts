import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

class MarketFacilitation extends IndicatorInstance {
  static runAll(group: readonly MarketFacilitation[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, volume] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const v = volume[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l, v)
      }
    }
  }

  override commit(): void {
    this.committed++
  }

  override amend(high: number, low: number, volume: number): number {
    const index = (high - low) / volume
    return finite(index)
  }
}

/**
 * Market facilitation index (Williams): the range of the bar by its volume. Index and volume both up: the move has
 * followers; index up and volume down: it has none.
 *
 * Price / volume; first value at bar 1, null where nothing was traded; O(1).
 *
 * @example
 * ```ts
 * import { marketFacilitation } from '@tapeline/indicators'
 * const live = marketFacilitation.create()
 * console.log(live.update(12, 10, 8)) // 0.25
 * ```
 */
export const marketFacilitation: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<
  FeedOptions,
  'value'
>({
  name: 'marketFacilitation',
  title: 'Market facilitation index',
  tells: 'How far the price moves for each unit of volume.',
  params: {},
  inputs: ['high', 'low', 'volume'],
  outputs: { value: 'price/volume' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Williams 1995; Tulip marketfi',
  total: false,
  kernel: MarketFacilitation,
})
