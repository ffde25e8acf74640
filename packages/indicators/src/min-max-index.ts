import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { ExtremePlace } from './extreme-place.js'

/** Parameters of `minMaxIndex`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MinMaxIndexParams extends SeriesOptions {
  /** Samples to choose from, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class MinMaxIndex extends IndicatorInstance {
  private readonly period: number
  private readonly low: ExtremePlace
  private readonly high: ExtremePlace

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.low = new ExtremePlace(period, -1)
    this.high = new ExtremePlace(period, 1)
  }

  static runAll(group: readonly MinMaxIndex[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const main = one.outputs[0] as Float64Array
      const second = one.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.low.newest = x
          one.look()
          main[i] = one.main
          second[i] = one.second
        } else {
          main[i] = NaN
          second[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.low.commit()
    this.high.commit()
  }

  override amend(x: number): number {
    this.low.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { low, high, committed } = this
    this.main = NaN
    high.newest = low.newest
    low.look(committed)
    high.look(committed)
    if (committed < this.period - 1) return
    this.second = high.index
    this.main = low.index
  }
}

/**
 * Where the lowest and the highest of the newest `period` samples stand: `minIndex` and `maxIndex` in one, their indices
 * counted from the first sample ever taken, which is 0.
 *
 * Samples; first values at sample `period`; O(1) amortised. Formula: TA-Lib MINMAXINDEX, with its rule for equal ones.
 *
 * @example
 * ```ts
 * import { minMaxIndex } from '@tapeline/indicators'
 * const live = minMaxIndex.create({ period: 2 })
 * for (const price of [1, 3, 2]) live.update(price)
 * console.log(live.values) // { min: 2, max: 1 }
 * ```
 */
export const minMaxIndex: IndicatorType<MinMaxIndexParams, 'min' | 'max'> = /*#__PURE__*/ defineIndicator<
  MinMaxIndexParams,
  'min' | 'max'
>({
  name: 'minMaxIndex',
  title: 'Places of the lowest and the highest of a window',
  tells: 'Which of the newest samples are the lowest and the highest.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { min: 'samples', max: 'samples' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MINMAXINDEX',
  talib: {
    name: 'MINMAXINDEX',
    params: { period: 'optInTimePeriod' },
    outputs: { min: 'outMinIdx', max: 'outMaxIdx' },
  },
  total: true,
  kernel: MinMaxIndex,
})
