import { defineIndicator, type IndicatorType, type TickIndicator } from '@tapeline/core/indicator'
import { SPAN_PARAMS, SpanIndicator, type SpanOptions } from './span-indicator.js'

/** Parameters of the reversal of momentum; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type MomentumReversalParams = SpanOptions

class MomentumReversal extends SpanIndicator {
  protected override judge(velocities: Float64Array): void {
    let peak = velocities[1] as number
    for (let at = 2; at < velocities.length; at++) {
      const earlier = velocities[at] as number
      if (Math.abs(earlier) > Math.abs(peak) || earlier !== earlier) peak = earlier
    }
    this.main = 1 - (velocities[0] as number) / peak
  }
}

/**
 * Reversal of momentum: the newest span's velocity against the greatest of the earlier ones, its peak. 0 while the move goes on as fast, 1 when
 * it stands still, 2 when it comes back as fast as it went; below 0 it is still gathering speed.
 *
 * A plain ratio; null also while nothing moved before.
 * Null until all spans cover some time after the first tick. O(spans).
 *
 * @example
 * ```ts
 * import { momentumReversal } from '@tapeline/indicators'
 * const live = momentumReversal.create({ span: 10, count: 2 })
 * const prices = [100, 100, 125, 100, 100]
 * prices.forEach((price, i) => live.update(i * 10_000, price)) // ms, price
 * console.log(live.value) // 1.8
 * ```
 */
export const momentumReversal: IndicatorType<
  MomentumReversalParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<MomentumReversalParams, 'value', TickIndicator<'value'>>({
  name: 'momentumReversal',
  title: 'Reversal of momentum',
  tells: 'Whether a move has turned around, and how fast it comes back.',
  params: SPAN_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ span, count }) => ({ ms: span * count * 1000 }),
  cost: 'O(n)',
  source: '1 - velocity / greatest earlier velocity of the latest spans',
  total: false,
  kernel: MomentumReversal,
})
