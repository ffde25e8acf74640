import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `midpoint`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MidpointParams extends SeriesOptions {
  /** Samples to look at, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Midpoint extends IndicatorInstance {
  private readonly period: number
  private readonly highest: ExtremeWindow
  private readonly lowest: ExtremeWindow
  private newest: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.highest = new ExtremeWindow(period - 1, 1)
    this.lowest = new ExtremeWindow(period - 1, -1)
  }

  static runAll(group: readonly Midpoint[], from: number, to: number): void {
    for (const midpoint of group) {
      const input = midpoint.inputs[0] as Float64Array
      const output = midpoint.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          midpoint.commit()
          midpoint.amend(x)
          output[i] = midpoint.main
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highest.push(this.newest)
    this.lowest.push(this.newest)
  }

  override amend(x: number): number {
    this.main = NaN
    this.newest = x
    if (this.committed >= this.period - 1) this.main = (this.highest.including(x) + this.lowest.including(x)) / 2
    return this.main
  }
}

/**
 * Midpoint: half way between the highest and the lowest of the newest `period` samples, the present one included.
 *
 * Unit of its input; first value at sample `period`; O(1) amortised. Formula: TA-Lib MIDPOINT; of bars' highs and lows
 * it is `midprice`.
 *
 * @example
 * ```ts
 * import { midpoint } from '@tapeline/indicators'
 * const { value } = midpoint.batch({ close: Float64Array.of(1, 5, 2, 3) }, { period: 3 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 3, 3.5 ]
 * ```
 */
export const midpoint: IndicatorType<MidpointParams, 'value'> = /*#__PURE__*/ defineIndicator<MidpointParams, 'value'>({
  name: 'midpoint',
  title: 'Midpoint of a window',
  tells: 'The middle between the highest and the lowest of the newest samples.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib MIDPOINT',
  talib: { name: 'MIDPOINT', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Midpoint,
})
