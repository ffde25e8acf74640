import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { AverageDirection } from './average-direction.js'
import { MOVEMENT_START, type MovementStart } from './directional-movement.js'

/** Parameters of `adx`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AdxParams extends FeedOptions {
  /** Bars of the smoothing, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** What its sums start with: `short`, the bars 2 to `period`, as TA-Lib, unless said; `whole`, the first `period` of each, as talipp. */
  readonly start?: MovementStart | undefined
}

class Adx extends IndicatorInstance {
  private readonly direction: AverageDirection
  /** Index of the bar that has the first value. */
  private readonly last: number

  constructor({ period, start }: { readonly period: number; readonly start: MovementStart }) {
    super()
    this.direction = new AverageDirection(period, start)
    this.last = 2 * period - 1
  }

  static runAll(group: readonly Adx[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const one = group[at] as Adx
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (one.committed >= one.last) {
          one.committed -= i
          i = one.direction.slide(high, low, close, output, i, to)
          one.committed += i
        }
        if (i === to) break
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        output[i] = NaN
        if (isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          output[i] = one.amend(h, l, c)
        }
        i++
      }
    }
  }

  override update(high: number, low: number, close: number): number {
    if (this.committed < this.last || !isSample(high) || !isSample(low) || !isSample(close)) {
      super.update(high, low, close)
      return this.main
    }
    // Warm: what `commit` and `amend` do, without asking again.
    this.committed++
    return (this.main = this.direction.follow(high, low))
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.direction.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.direction.amend(high, low, close, this.committed)
    return this.committed < this.last ? NaN : this.direction.mean
  }
}

/**
 * Average directional movement index (Wilder 1978): Wilder's mean of the directional movement index. It tells how strong a
 * trend is, not where it goes; above 25 there usually is one.
 *
 * Per cent; first value at bar `2 period`; stays where it is while nothing moves, 0 in a market that never did; O(1). Formula:
 * TA-Lib ADX, whose sums start with one bar less than `period` (2 to 5 % from others at first, equal after some 270 bars).
 *
 * @example
 * ```ts
 * import { adx } from '@tapeline/indicators'
 * const live = adx.create({ period: 2 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 10, 12)
 * live.update(12, 9, 10)
 * console.log(live.update(11, 8, 9)) // 25
 * ```
 */
export const adx: IndicatorType<AdxParams, 'value'> = /*#__PURE__*/ defineIndicator<AdxParams, 'value'>({
  name: 'adx',
  title: 'Average directional movement index',
  tells: 'How strong the trend is, whichever way it goes.',
  params: {
    period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'bars' },
    start: MOVEMENT_START,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: 2 * period }),
  cost: 'O(1)',
  source: 'TA-Lib ADX; Wilder 1978',
  talib: { name: 'ADX', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Adx,
})
