import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  OrderedWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `iqr`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface IqrParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Iqr extends IndicatorInstance {
  private readonly period: number
  private readonly past: OrderedWindow

  constructor({ period }: Settled<IqrParams>) {
    super()
    this.period = period
    this.past = new OrderedWindow(period - 1)
  }

  static runAll(group: readonly Iqr[], from: number, to: number): void {
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
        one.past.newest = x
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number): number {
    this.past.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { past } = this
    this.main = NaN
    past.look()
    if (this.committed < this.period - 1) return
    past.share = 0.25
    past.divide()
    const quarter = past.level
    past.share = 0.75
    past.divide()
    this.main = past.level - quarter
  }
}

/**
 * Interquartile range: the distance from the quarter to the three quarters of the newest `period` samples in their
 * order. A measure of spread that single spikes do not move; 1.35 standard deviations where samples are normally
 * distributed.
 *
 * Unit of its input; first value at sample `period`; O(log n); quartiles as `quantile` has them.
 *
 * @example
 * ```ts
 * import { iqr } from '@tapeline/indicators'
 * const { value } = iqr.batch({ close: Float64Array.of(4, 1, 3, 2, 500) }, { period: 5 })
 * console.log(value[4]) // 2
 * ```
 */
export const iqr: IndicatorType<IqrParams, 'value'> = /*#__PURE__*/ defineIndicator<IqrParams, 'value'>({
  name: 'iqr',
  title: 'Interquartile range',
  tells: 'How wide the middle half of the newest samples is: a spread that outliers cannot move.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log n)',
  source: 'Quartiles of Hyndman, Fan 1996, type 7',
  total: true,
  kernel: Iqr,
})
