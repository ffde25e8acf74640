import { defineIndicator, type IndicatorType, type SeriesOptions } from '@tapeline/core/indicator'
import { MovingQuantile } from './moving-quantile.js'

/** Parameters of `median`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MedianParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
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
  kernel: MovingQuantile,
})
