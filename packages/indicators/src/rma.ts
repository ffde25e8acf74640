import {
  defineIndicator,
  ExponentialMean,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
} from '@tapeline/core/indicator'

/** Parameters of `rma`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RmaParams extends SeriesOptions {
  /** Samples of the seed, and 1 / period the weight of the newest, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Rma extends IndicatorInstance {
  private readonly mean: ExponentialMean

  constructor({ period }: { readonly period: number }) {
    super()
    this.mean = new ExponentialMean(period, 1 / period)
    this.mean.commit()
  }

  static runAll(group: readonly Rma[], from: number, to: number): void {
    for (const rma of group) {
      const input = rma.inputs[0] as Float64Array
      const output = rma.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (isSample(x)) {
          rma.commit()
          output[i] = rma.amend(x)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.mean.commit()
  }

  override amend(x: number): number {
    this.mean.include(x)
    return this.mean.value
  }
}

/**
 * Wilder's moving average (1978), also called RMA, SMMA or smoothed average: each new sample weighs 1 / `period`, about
 * as much as in an EMA of twice the length. RSI and ATR stand on it.
 *
 * Unit of its input; first value, the mean of the first `period` samples, at sample `period`; O(1).
 *
 * @example
 * ```ts
 * import { rma } from '@tapeline/indicators'
 * const { value } = rma.batch({ close: Float64Array.of(1, 3, 6) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, 2, 4 ]
 * ```
 */
export const rma: IndicatorType<RmaParams, 'value'> = /*#__PURE__*/ defineIndicator<RmaParams, 'value'>({
  name: 'rma',
  title: "Wilder's moving average",
  tells: 'The trend as Wilder smoothed it: slow to forget, each new sample weighing one part in period.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'samples' } },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Wilder 1978',
  total: true,
  kernel: Rma,
})
