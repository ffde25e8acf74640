import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  SlidingSum,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'
import { offerAverage } from './average-kinds.js'

/** Parameters of `trima`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TrimaParams extends SeriesOptions {
  /** Samples in the average, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Trima extends IndicatorInstance {
  private readonly period: number
  private readonly inner: SlidingSum
  private readonly outer: SlidingSum
  private readonly weights: number

  constructor({ period }: { readonly period: number }) {
    super()
    const longer = Math.floor(period / 2) + 1
    const shorter = period + 1 - longer
    this.period = period
    this.inner = new SlidingSum(longer - 1)
    this.outer = new SlidingSum(shorter - 1)
    this.weights = longer * shorter
  }

  static runAll(group: readonly Trima[], from: number, to: number): void {
    for (const trima of group) {
      const input = trima.inputs[0] as Float64Array
      const output = trima.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          trima.commit()
          output[i] = trima.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.inner.shift()
    this.outer.shift()
  }

  override amend(x: number): number {
    const { inner, outer } = this
    inner.newest = x
    outer.newest = inner.value + x
    return this.committed < this.period - 1 ? NaN : (outer.value + outer.newest) / this.weights
  }
}

/**
 * Triangular moving average: the plain mean of plain means, so that weights rise to the middle of the `period` samples and
 * fall again. Very smooth, and as late as that makes it.
 *
 * Unit of its input; first value at sample `period`; O(1), free of drift. Formula: TA-Lib TRIMA: windows of (period + 1) / 2
 * twice, or of period / 2 and one more where the period is even.
 *
 * @example
 * ```ts
 * import { trima } from '@tapeline/indicators'
 * const { value } = trima.batch({ close: Float64Array.of(1, 2, 3, 8) }, { period: 3 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 2, 4 ]
 * ```
 */
export const trima: IndicatorType<TrimaParams, 'value'> = /*#__PURE__*/ offerAverage(
  /*#__PURE__*/ defineIndicator<TrimaParams, 'value'>({
    name: 'trima',
    title: 'Triangular moving average',
    tells: 'The trend smoothed twice: samples in the middle of the window weigh most.',
    params: { period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' } },
    inputs: ['close'],
    outputs: { value: 'input' },
    pane: 'price',
    warmup: ({ period }) => ({ samples: period }),
    cost: 'O(1)',
    source: 'TA-Lib TRIMA',
    talib: { name: 'TRIMA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
    total: true,
    kernel: Trima,
  }),
)
