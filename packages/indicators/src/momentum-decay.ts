import { defineIndicator, type IndicatorType, type TickIndicator } from '@tapeline/core/indicator'
import { SPAN_PARAMS, SpanIndicator, type SpanOptions } from './span-indicator.js'

/** Parameters of the decay of momentum; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type MomentumDecayParams = SpanOptions

class MomentumDecay extends SpanIndicator {
  protected override judge(velocities: Float64Array): void {
    let fastest = 0
    for (let at = 0; at < velocities.length; at++) fastest = Math.max(fastest, Math.abs(velocities[at] as number))
    this.main = fastest === 0 ? 0 : 1 - Math.abs(velocities[0] as number) / fastest
  }
}

/**
 * Decay of momentum: the share that the newest span has lost of the greatest speed among the latest ones, whichever way. 0 while a move is
 * at its fastest (or nothing moved at all), 1 when it has come to a stand.
 *
 * A plain share, from 0 to 1.
 * Null until all spans cover some time after the first tick. O(spans).
 *
 * @example
 * ```ts
 * import { momentumDecay } from '@tapeline/indicators'
 * const live = momentumDecay.create({ span: 10, count: 2 })
 * const prices = [100, 100, 110, 110, 110]
 * prices.forEach((price, i) => live.update(i * 10_000, price)) // ms, price
 * console.log(live.value) // 1
 * ```
 */
export const momentumDecay: IndicatorType<
  MomentumDecayParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<MomentumDecayParams, 'value', TickIndicator<'value'>>({
  name: 'momentumDecay',
  title: 'Decay of momentum',
  tells: 'How much of its speed a move has lost.',
  params: SPAN_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ span, count }) => ({ ms: span * count * 1000 }),
  cost: 'O(n)',
  source: '1 - |velocity| / greatest |velocity| of the latest spans',
  total: false,
  kernel: MomentumDecay,
})
