import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { AverageDirection } from './average-direction.js'
import { MOVEMENT_START, type MovementStart } from './directional-movement.js'

/** Parameters of `adxr`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AdxrParams extends FeedOptions {
  /** Bars of the smoothing, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** What its sums start with: `short`, the bars 2 to `period`, as TA-Lib, unless said; `whole`, the first `period` of each, as talipp. */
  readonly start?: MovementStart | undefined
}

class Adxr extends IndicatorInstance {
  private readonly period: number
  private readonly direction: AverageDirection
  /** Means of the `period - 1` bars before the newest. */
  private readonly earlier: Float64Array
  private oldest = 0

  constructor({ period, start }: { readonly period: number; readonly start: MovementStart }) {
    super()
    this.period = period
    this.direction = new AverageDirection(period, start)
    this.earlier = new Float64Array(period - 1)
  }

  static runAll(group: readonly Adxr[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        output[i] = one.amend(h, l, c)
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.earlier[this.oldest] = this.direction.mean
    this.oldest = this.oldest + 1 === this.period - 1 ? 0 : this.oldest + 1
    this.direction.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.direction.amend(high, low, close, this.committed)
    const before = this.earlier[this.oldest] as number
    return this.committed < 3 * this.period - 2 ? NaN : (this.direction.mean + before) / 2
  }
}

/**
 * Average directional movement rating (Wilder 1978): the mean of the ADX now and `period - 1` bars ago, for comparing markets.
 *
 * Per cent; first value at bar `3 period - 1`; 0 in a market that never moved; O(1). Formula: TA-Lib ADXR.
 *
 * @example
 * ```ts
 * import { adxr } from '@tapeline/indicators'
 * const live = adxr.create({ period: 2 })
 * const bars = [[11, 9, 10], [13, 10, 12], [12, 9, 10], [11, 8, 9], [11, 8, 9]] // high, low, close
 * for (const [high, low, close] of bars as [number, number, number][]) live.update(high, low, close)
 * console.log(live.value) // 31.25
 * ```
 */
export const adxr: IndicatorType<AdxrParams, 'value'> = /*#__PURE__*/ defineIndicator<AdxrParams, 'value'>({
  name: 'adxr',
  title: 'Average directional movement rating',
  tells: 'The strength of the trend, evened out over two times.',
  params: {
    period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'bars' },
    start: MOVEMENT_START,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: 3 * period - 1 }),
  cost: 'O(1)',
  source: 'TA-Lib ADXR; Wilder 1978',
  talib: { name: 'ADXR', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Adxr,
})
