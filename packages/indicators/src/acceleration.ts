import {
  defineIndicator,
  HELD_PARAMS,
  holdMs,
  isSample,
  TickIndicator,
  windowMs,
  type HeldOptions,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'
import { SpanVelocities } from './span-velocities.js'

/** Parameters of the acceleration of price; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AccelerationParams extends HeldOptions {
  /** Length of a span, seconds; 10 unless said. */
  readonly span?: number | undefined
}

class Acceleration extends TickIndicator {
  private readonly span: number = NaN
  private readonly hold: number = NaN
  private spans!: SpanVelocities

  constructor({ span, maxHold, lateness }: Settled<AccelerationParams>) {
    super(lateness)
    this.span = windowMs(span)
    this.hold = holdMs(maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.spans = new SpanVelocities(ticks, this.span, 2, this.hold)
    return this.spans.windows
  }

  protected override read(): void {
    this.spans.update(this)
    const { velocities } = this.spans
    const acceleration = ((velocities[0] as number) - (velocities[1] as number)) / (this.span / 1e3)
    this.main = isSample(acceleration) ? acceleration : NaN
  }
}

/**
 * Acceleration of price: the velocity of the newest span less that of the span before it, a second. Above 0 a rise gathers speed, or a
 * fall loses it.
 *
 * Per cent a second, a second.
 * Null until all spans cover some time after the first tick. O(1) amortised.
 *
 * @example
 * ```ts
 * import { acceleration } from '@tapeline/indicators'
 * const live = acceleration.create({ span: 10 })
 * const prices = [100, 100, 110, 110]
 * prices.forEach((price, i) => live.update(i * 10_000, price)) // ms, price
 * console.log(live.value) // 0.1
 * ```
 */
export const acceleration: IndicatorType<
  AccelerationParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<AccelerationParams, 'value', TickIndicator<'value'>>({
  name: 'acceleration',
  title: 'Acceleration of price',
  tells: 'Whether a move gathers or loses speed.',
  params: {
    span: { kind: 'number', default: 10, min: 0.001, max: 86_400, unit: 's' },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'percent/s²' },
  pane: 'own',
  warmup: ({ span }) => ({ ms: 2 * span * 1000 }),
  cost: 'O(1)',
  source: 'change of velocity between neighbouring spans / their length',
  total: false,
  kernel: Acceleration,
})
