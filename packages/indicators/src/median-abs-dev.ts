import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  OrderedWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `medianAbsDev`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MedianAbsDevParams extends SeriesOptions {
  /** Samples in the window, 1 to 100000; 30 unless said. */
  readonly period?: number | undefined
}

class MedianAbsDev extends IndicatorInstance {
  private readonly period: number
  private readonly past: OrderedWindow
  /** A distance from the median. */
  private distance: number = NaN

  constructor({ period }: Settled<MedianAbsDevParams>) {
    super()
    this.period = period
    this.past = new OrderedWindow(period - 1)
    this.past.share = 0.5
  }

  static runAll(group: readonly MedianAbsDev[], from: number, to: number): void {
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
    const { past, period } = this
    past.look()
    this.main = NaN
    if (this.committed < period - 1) return
    past.divide()
    this.measure(period >> 1)
    this.main = this.distance
    if (period % 2 !== 0) return
    this.measure((period >> 1) - 1)
    this.main = (this.distance + this.main) / 2
  }

  /** Sets `distance` to the k-th least, from 0, of the window and its newest from the median: of the k + 1 nearest the farther end. */
  private measure(k: number): void {
    const { past } = this
    const { values, level: centre } = past
    let first = 0
    let last = past.size - k
    while (first < last) {
      const half = (first + last) >> 1
      if (centre - (values[past.slotAt(half)] as number) > (values[past.slotAt(half + k)] as number) - centre)
        first = half + 1
      else last = half
    }
    const below = centre - (values[past.slotAt(first)] as number)
    const above = (values[past.slotAt(first + k)] as number) - centre
    this.distance = Math.max(below, above)
    // Of the two candidates around the place found, the one before may be nearer.
    if (first > 0) this.distance = Math.min(this.distance, centre - (values[past.slotAt(first - 1)] as number))
  }
}

/**
 * Median absolute deviation: the median of the distances of the newest `period` samples from their median. The
 * least movable measure of spread: half of the samples may be wild; times 1.4826 it estimates a standard
 * deviation.
 *
 * Unit of its input; first value at sample `period`; O(log² n): the nearest k samples stand side by side in the
 * tree of the window, and where they begin is found by halving.
 *
 * @example
 * ```ts
 * import { medianAbsDev } from '@tapeline/indicators'
 * const { value } = medianAbsDev.batch({ close: Float64Array.of(1, 2, 4, 8, 900) }, { period: 5 })
 * console.log(value[4]) // 3
 * ```
 */
export const medianAbsDev: IndicatorType<MedianAbsDevParams, 'value'> = /*#__PURE__*/ defineIndicator<
  MedianAbsDevParams,
  'value'
>({
  name: 'medianAbsDev',
  title: 'Median absolute deviation',
  tells: 'How far the newest samples typically are from their median, outliers or not.',
  params: {
    period: { kind: 'whole', default: 30, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'input' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(log² n)',
  source: 'Hampel 1974',
  total: true,
  kernel: MedianAbsDev,
})
