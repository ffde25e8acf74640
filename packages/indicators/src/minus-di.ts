import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import {
  directionalIndicator,
  DirectionalMovement,
  MOVEMENT_START,
  type MovementStart,
} from './directional-movement.js'

/** Parameters of `minusDi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MinusDiParams extends FeedOptions {
  /** Bars of the smoothing, 1 (none) to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** What its sums start with: `short`, the bars 2 to `period`, as TA-Lib, unless said; `whole`, the first `period` of each, as talipp. */
  readonly start?: MovementStart | undefined
}

class MinusDi extends IndicatorInstance {
  private readonly period: number
  private readonly movement: DirectionalMovement

  constructor({ period, start }: { readonly period: number; readonly start: MovementStart }) {
    super()
    this.period = period
    this.movement = new DirectionalMovement(period, start)
  }

  static runAll(group: readonly MinusDi[], from: number, to: number): void {
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
    this.movement.commit()
  }

  override amend(high: number, low: number, close: number): number {
    this.movement.amend(high, low, close, this.committed)
    return this.committed < this.period ? NaN : directionalIndicator(this.movement, -1)
  }
}

/**
 * Downward directional indicator (Wilder 1978): smoothed downward movement in per cent of the smoothed true range. Where it crosses
 * +DI upwards, falling prices take over.
 *
 * Per cent; first value at bar `period + 1`; 0 in a market that does not move; O(1). Formula: TA-Lib MINUS_DI, whose sums start
 * with one bar less than `period` (2 to 5 % from others at first, equal after some 270 bars).
 * A `period` of 1 does not smooth and, as in TA-Lib, gives a share from 0 to 1 in place of per cents.
 *
 * @example
 * ```ts
 * import { minusDi } from '@tapeline/indicators'
 * const live = minusDi.create({ period: 2 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(13, 10, 12)
 * console.log(live.update(14, 11, 14)) // 0
 * ```
 */
export const minusDi: IndicatorType<MinusDiParams, 'value'> = /*#__PURE__*/ defineIndicator<MinusDiParams, 'value'>({
  name: 'minusDi',
  title: 'Downward directional indicator',
  tells: 'How much of the true range goes down, in per cent.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    start: MOVEMENT_START,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib MINUS_DI; Wilder 1978',
  talib: { name: 'MINUS_DI', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: MinusDi,
})
