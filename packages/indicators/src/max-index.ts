import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { ExtremePlace } from './extreme-place.js'

/** Parameters of `maxIndex`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MaxIndexParams extends SeriesOptions {
  /** Samples to choose from, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class MaxIndex extends IndicatorInstance {
  private readonly period: number
  private readonly place: ExtremePlace

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.place = new ExtremePlace(period, 1)
  }

  static runAll(group: readonly MaxIndex[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.place.newest = x
          one.look()
          output[i] = one.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.place.commit()
  }

  override amend(x: number): number {
    this.place.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    this.main = NaN
    this.place.look(this.committed)
    if (this.committed >= this.period - 1) this.main = this.place.index
  }
}

/**
 * Where the highest of the newest `period` samples stands: its index, counted from the first sample ever taken, which is 0.
 * In columns without holes that is the row.
 *
 * Samples; first value at sample `period`; O(1) amortised. Formula: TA-Lib MAXINDEX: a sample that equals the highest takes its
 * place; once that has left the window, the earliest of equal ones counts.
 *
 * @example
 * ```ts
 * import { maxIndex } from '@tapeline/indicators'
 * const { value } = maxIndex.batch({ close: Float64Array.of(1, 3, 2) }, { period: 2 })
 * console.log(value.at(-1)) // 1
 * ```
 */
export const maxIndex: IndicatorType<MaxIndexParams, 'value'> = /*#__PURE__*/ defineIndicator<MaxIndexParams, 'value'>({
  name: 'maxIndex',
  title: 'Place of the highest of a window',
  tells: 'Which of the newest samples is the highest.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'samples' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MAXINDEX',
  talib: { name: 'MAXINDEX', params: { period: 'optInTimePeriod' }, outputs: { value: 'outInteger' } },
  total: true,
  kernel: MaxIndex,
})
