import { defineIndicator, type IndicatorType, type TickIndicator } from '@tapeline/core/indicator'
import { SPAN_PARAMS, SpanIndicator, type SpanOptions } from './span-indicator.js'

/** Parameters of the stability of velocity; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type VelocityStabilityParams = SpanOptions

class VelocityStability extends SpanIndicator {
  protected override judge(velocities: Float64Array): void {
    const count = velocities.length
    let sum = 0
    for (let at = 0; at < count; at++) sum += velocities[at] as number
    const mean = sum / count
    let squares = 0
    for (let at = 0; at < count; at++) {
      const apart = (velocities[at] as number) - mean
      squares += apart * apart
    }
    this.main = Math.sqrt(squares / count) / Math.abs(mean)
  }
}

/**
 * Stability of velocity: the coefficient of variation of the latest velocities, their deviation (population) over the size of their mean. Near
 * 0 price moves evenly, as a trend does; above 1 it goes back and forth.
 *
 * A plain ratio; null also while the velocities cancel out.
 * Null until all spans cover some time after the first tick. O(spans).
 *
 * @example
 * ```ts
 * import { velocityStability } from '@tapeline/indicators'
 * const live = velocityStability.create({ span: 10, count: 2 })
 * const prices = [100, 100, 125, 125]
 * prices.forEach((price, i) => live.update(i * 10_000, price)) // ms, price
 * console.log(live.value) // 1
 * ```
 */
export const velocityStability: IndicatorType<
  VelocityStabilityParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<VelocityStabilityParams, 'value', TickIndicator<'value'>>({
  name: 'velocityStability',
  title: 'Stability of velocity',
  tells: 'Whether price moves evenly or in jerks.',
  params: SPAN_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ span, count }) => ({ ms: span * count * 1000 }),
  cost: 'O(n)',
  source: 'standard deviation of the latest velocities / |mean|',
  total: false,
  kernel: VelocityStability,
})
