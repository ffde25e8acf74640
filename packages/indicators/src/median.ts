import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  OrderedWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `median`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MedianParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class Median extends IndicatorInstance {
  private readonly period: number
  private readonly past: OrderedWindow

  constructor({ period }: Settled<MedianParams>) {
    super()
    this.period = period
    this.past = new OrderedWindow(period - 1)
    this.past.share = 0.5
  }

  static runAll(group: readonly Median[], from: number, to: number): void {
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
    this.past.look()
    this.main = NaN
    if (this.committed < this.period - 1) return
    this.past.divide()
    this.main = this.past.level
  }
}

/**
 * Moving median: as many of the newest `period` samples lie above it as below. It follows a trend without giving
 * way to single spikes, which a mean does.
 *
 * Unit of its input; first value at sample `period`; O(log n): a tree keeps the window in order. Between the two
 * in the middle where `period` is even.
 *
 * @example
 * ```ts
 * import { median } from '@tapeline/indicators'
 * const { value } = median.batch({ close: Float64Array.of(10, 11, 90, 12) }, { period: 3 })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 11, 12 ]
 * ```
 */
export const median: IndicatorType<MedianParams, 'value'> = /*#__PURE__*/ defineIndicator<MedianParams, 'value'>({
  name: 'median',
  title: 'Moving median',
  tells: 'The middle of the newest samples: a trend that a single bad print cannot move.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log n)',
  source: 'Middle of the sorted window',
  total: true,
  kernel: Median,
})
