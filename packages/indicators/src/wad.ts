import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RunningSum,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class Wad extends IndicatorInstance {
  private readonly past: RunningSum = new RunningSum()
  private term: number = NaN
  private previous: number = NaN
  private newest: number = NaN

  static runAll(group: readonly Wad[], from: number, to: number): void {
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
    if (this.committed++ < 0) return
    this.past.add(this.term)
    this.previous = this.newest
  }

  override amend(high: number, low: number, close: number): number {
    this.newest = close
    const previous = this.committed === 0 ? close : this.previous
    let edge = close
    if (close > previous) edge = Math.min(low, previous)
    else if (close < previous) edge = Math.max(high, previous)
    this.term = close - edge
    return this.past.value + this.term
  }
}

/**
 * Williams accumulation/distribution: the sum of how far each rising close is above the true low, less how far
 * each falling close is below the true high. It takes no volume; where it does not follow a new extreme of the
 * price, the move is weak.
 *
 * Unit of price; begins with 0 at bar 1; equal closes add nothing; O(1), free of drift. Formula: Tulip wad.
 *
 * @example
 * ```ts
 * import { wad } from '@tapeline/indicators'
 * const live = wad.create()
 * live.update(12, 8, 10) // high, low, close
 * console.log(live.update(13, 9, 12)) // 3
 * ```
 */
export const wad: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'wad',
  title: 'Williams accumulation/distribution',
  tells: 'Whether rising or falling closes go further, whatever the volume.',
  params: {},
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Williams; Tulip wad',
  total: true,
  kernel: Wad,
})
