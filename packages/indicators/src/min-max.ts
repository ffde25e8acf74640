import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `minMax`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MinMaxParams extends SeriesOptions {
  /** Samples to choose from, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class MinMax extends IndicatorInstance {
  private readonly period: number
  private readonly lows: ExtremeWindow
  private readonly highs: ExtremeWindow
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.lows = new ExtremeWindow(period - 1, -1)
    this.highs = new ExtremeWindow(period - 1, 1)
  }

  static runAll(group: readonly MinMax[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const main = one.outputs[0] as Float64Array
      const second = one.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          one.commit()
          one.amend(x)
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
    this.lows.push(this.newest)
    this.highs.push(this.newest)
  }

  override amend(x: number): number {
    this.main = NaN
    this.newest = x
    if (this.committed < this.period - 1) return this.main
    this.second = this.highs.including(x)
    this.main = this.lows.including(x)
    return this.main
  }
}

/**
 * The lowest and the highest of the newest `period` samples, the present one included: `min` and `max` in one.
 *
 * Unit of its input; first values at sample `period`; O(1) amortised (van Herk 1992). Formula: TA-Lib MINMAX.
 *
 * @example
 * ```ts
 * import { minMax } from '@tapeline/indicators'
 * const live = minMax.create({ period: 2 })
 * for (const price of [1, 3, 2]) live.update(price)
 * console.log(live.values) // { min: 2, max: 3 }
 * ```
 */
export const minMax: IndicatorType<MinMaxParams, 'min' | 'max'> = /*#__PURE__*/ defineIndicator<
  MinMaxParams,
  'min' | 'max'
>({
  name: 'minMax',
  title: 'Lowest and highest of a window',
  tells: 'Between which prices the newest samples lie.',
  params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { min: 'input', max: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MINMAX',
  talib: { name: 'MINMAX', params: { period: 'optInTimePeriod' }, outputs: { min: 'outMin', max: 'outMax' } },
  total: true,
  kernel: MinMax,
})
