import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

class Drawdown extends IndicatorInstance {
  private pastPeak: number = NaN
  private peak: number = NaN

  constructor() {
    super()
    this.pastPeak = -Infinity
    this.peak = -Infinity
  }

  static runAll(group: readonly Drawdown[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.amend(x)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.pastPeak = this.peak
  }

  override amend(x: number): number {
    this.main = NaN
    this.peak = Math.max(x, this.pastPeak)
    if (!(this.peak > 0)) return this.main
    this.main = finite((this.peak - x) / this.peak)
    return this.main
  }
}

/**
 * Drawdown: the share of the highest price so far that is lost, as a fraction: 0 at a new high, 0.2 after a fall
 * by 20 %.
 *
 * A plain number; first value at sample 1, null while the peak is not above 0; O(1).
 *
 * @example
 * ```ts
 * import { drawdown } from '@tapeline/indicators'
 * const { value } = drawdown.batch({ close: Float64Array.of(100, 125, 100) })
 * console.log(value) // Float64Array(3) [ 0, 0, 0.2 ]
 * ```
 */
export const drawdown: IndicatorType<SeriesOptions, 'value'> = /*#__PURE__*/ defineIndicator<SeriesOptions, 'value'>({
  name: 'drawdown',
  title: 'Drawdown',
  tells: 'How much of its peak the market has lost.',
  params: {},
  inputs: ['close'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: '1 - x / highest x so far',
  total: false,
  kernel: Drawdown,
})
