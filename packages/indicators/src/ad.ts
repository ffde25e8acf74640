import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RunningSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { moneyFlow } from './money-flow.js'

class Ad extends IndicatorInstance {
  private readonly past: RunningSum = new RunningSum()
  private flow: number = NaN

  static runAll(group: readonly Ad[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close, volume] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l, c, v)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.add(this.flow)
  }

  override amend(high: number, low: number, close: number, volume: number): number {
    this.flow = moneyFlow(high, low, close, volume)
    return this.past.value + this.flow
  }
}

/**
 * Accumulation/distribution line (Chaikin): the sum of volume, each bar's weighted from -1 where it closed at its low to 1
 * at its high. Falling while the price rises, it hints at sellers.
 *
 * Unit of volume; first value at bar 1; a bar without a range adds nothing; O(1), free of drift. Formula: TA-Lib AD.
 *
 * @example
 * ```ts
 * import { ad } from '@tapeline/indicators'
 * const live = ad.create()
 * live.update(12, 8, 11, 100) // high, low, close, volume
 * console.log(live.update(12, 8, 8, 20)) // 30
 * ```
 */
export const ad: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'ad',
  title: 'Accumulation/distribution line',
  tells: 'Whether volume comes in when bars close near their high or near their low.',
  params: {},
  inputs: ['high', 'low', 'close', 'volume'],
  outputs: { value: 'volume' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'TA-Lib AD; Chaikin',
  talib: { name: 'AD', params: {}, outputs: { value: 'outReal' } },
  total: true,
  kernel: Ad,
})
