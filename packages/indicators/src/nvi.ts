import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'

class Nvi extends IndicatorInstance {
  private past: number = NaN
  private index: number = NaN
  private previousClose: number = NaN
  private previousVolume: number = NaN
  private close: number = NaN
  private volume: number = NaN

  constructor() {
    super()
    this.index = 1000
  }

  static runAll(group: readonly Nvi[], from: number, to: number): void {
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
    this.past = this.index
    this.previousClose = this.close
    this.previousVolume = this.volume
  }

  override amend(close: number, volume: number): number {
    this.close = close
    this.volume = volume
    if (this.committed === 0) return this.index
    const grown = this.past * (close / this.previousClose)
    this.index = volume < this.previousVolume && isSample(grown) ? grown : this.past
    return this.index
  }
}

/**
 * Negative volume index: compounds the change of the close over the bars whose volume is less than that of the bar
 * before; on others it stands still. Quiet bars are said to belong to informed money.
 *
 * A plain number that begins with 1000 at bar 1; a change from a price of 0 is left out; O(1). Formula: Fosback
 * 1976, Tulip nvi.
 *
 * @example
 * ```ts
 * import { nvi } from '@tapeline/indicators'
 * const live = nvi.create()
 * live.update(100, 50) // close, volume
 * live.update(110, 40)
 * console.log(live.update(220, 60)) // 1100
 * ```
 */
export const nvi: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'nvi',
  title: 'Negative volume index',
  tells: 'How the market moves on quiet days, when those who know are said to trade.',
  params: {},
  inputs: ['close', 'volume'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Fosback 1976; Tulip nvi',
  total: true,
  kernel: Nvi,
})
