import {
  defineIndicator,
  DelayLine,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { finite } from './finite.js'

/** Parameters of `vroc`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VrocParams extends SeriesOptions {
  /** Bars between the two volumes, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Vroc extends IndicatorInstance {
  private readonly past: DelayLine
  private newest: number = NaN

  constructor({ period }: Settled<VrocParams>) {
    super()
    this.past = new DelayLine(period)
  }

  static runAll(group: readonly Vroc[], from: number, to: number): void {
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
        output[i] = one.amend(x)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.push(this.newest)
  }

  override amend(x: number): number {
    this.newest = x
    const before = this.past.oldest
    const growth = (100 * (x - before)) / before
    return finite(growth)
  }
}

/**
 * Volume rate of change: by how many per cent volume differs from that of `period` bars ago. A breakout should
 * come with more.
 *
 * Per cent; first value at bar `period + 1`, null where there was no volume then (`roc` of the volume says 0, as
 * TA-Lib); O(1).
 *
 * @example
 * ```ts
 * import { vroc } from '@tapeline/indicators'
 * const live = vroc.create({ period: 1 })
 * live.update(40)
 * console.log(live.update(50)) // 25
 * ```
 */
export const vroc: IndicatorType<VrocParams, 'value'> = /*#__PURE__*/ defineIndicator<VrocParams, 'value'>({
  name: 'vroc',
  title: 'Volume rate of change',
  tells: 'By how much volume has grown.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['volume'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: '100 (v / v of period bars ago - 1)',
  total: false,
  kernel: Vroc,
})
