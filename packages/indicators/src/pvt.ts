import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RunningSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class Pvt extends IndicatorInstance {
  private readonly past: RunningSum = new RunningSum()
  private term: number = NaN
  private previous: number = NaN
  private newest: number = NaN

  static runAll(group: readonly Pvt[], from: number, to: number): void {
    for (const one of group) {
      const [close, volume] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const c = close[i] as number
        const v = volume[i] as number
        if (!isSample(c) || !isSample(v)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(c, v)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.add(this.term)
    this.previous = this.newest
  }

  override amend(close: number, volume: number): number {
    this.newest = close
    const term = this.committed === 0 ? 0 : (volume * (close - this.previous)) / this.previous
    this.term = isSample(term) ? term : 0
    return this.past.value + this.term
  }
}

/**
 * Price volume trend: the sum of volume x relative change of the close. Like `obv`, but a small change moves a
 * small part of the volume.
 *
 * Unit of volume; begins with 0 at bar 1; a change from a price of 0 adds nothing; O(1), free of drift. As
 * TradingView.
 *
 * @example
 * ```ts
 * import { pvt } from '@tapeline/indicators'
 * const live = pvt.create()
 * live.update(100, 50) // close, volume
 * console.log(live.update(110, 40)) // 4
 * ```
 */
export const pvt: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'pvt',
  title: 'Price volume trend',
  tells: 'Whether volume stands behind the moves of the price, each by its size.',
  params: {},
  inputs: ['close', 'volume'],
  outputs: { value: 'volume' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Sum of volume x (close / previous close - 1)',
  total: true,
  kernel: Pvt,
})
