import { defineIndicator, type IndicatorType, type SeriesOptions } from '@tapeline/core/indicator'
import { MovingQuantile } from './moving-quantile.js'

/** Parameters of `quantile`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface QuantileParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /** Share of the samples below it, 0 to 1; 0.5 unless said. */
  readonly share?: number | undefined
}

/**
 * Moving quantile: the level below which a share of the newest `period` samples lies, such as 0.05 for the lowest
 * twentieth. Of returns, it is their historical value at risk.
 *
 * Unit of its input; first value at sample `period`; O(log n): a tree keeps the window in order. Between two
 * samples it lies on the straight line from one to the other (type 7 of Hyndman, Fan 1996, that of numpy, R,
 * spreadsheets and pandas-ta).
 *
 * @example
 * ```ts
 * import { quantile } from '@tapeline/indicators'
 * const { value } = quantile.batch({ close: Float64Array.of(4, 1, 3, 2, 5) }, { period: 5, share: 0.9 })
 * console.log(value[4]) // 4.6
 * ```
 */
export const quantile: IndicatorType<QuantileParams, 'value'> = /*#__PURE__*/ defineIndicator<QuantileParams, 'value'>({
  name: 'quantile',
  title: 'Moving quantile',
  tells: 'The level below which a given share of the newest samples lies.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
    share: { kind: 'number', default: 0.5, min: 0, max: 1 },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'price',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log n)',
  source: 'Hyndman, Fan 1996, type 7',
  total: true,
  kernel: MovingQuantile,
})
