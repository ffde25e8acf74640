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

/** Parameters of the stability of velocity; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VelocityStabilityParams extends HeldOptions {
  /** Length of a span, seconds; 10 unless said. */
  readonly span?: number | undefined
  /** Velocities that it looks at, the newest included; 6 unless said. */
  readonly count?: number | undefined
}

class VelocityStability extends TickIndicator {
  private readonly span: number = NaN
  private readonly hold: number = NaN
  private readonly velocityCount: number
  private spans!: SpanVelocities

  constructor({ span, count, maxHold, lateness }: Settled<VelocityStabilityParams>) {
    super(lateness)
    this.span = windowMs(span)
    this.hold = holdMs(maxHold)
    this.velocityCount = count
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.spans = new SpanVelocities(ticks, this.span, this.velocityCount, this.hold)
    return this.spans.windows
  }

  protected override read(): void {
    this.spans.update(this)
    const { velocities } = this.spans
    const count = velocities.length
    let sum = 0
    for (let at = 0; at < count; at++) sum += velocities[at] as number
    const mean = sum / count
    let squares = 0
    for (let at = 0; at < count; at++) {
      const apart = (velocities[at] as number) - mean
      squares += apart * apart
    }
    const variation = Math.sqrt(squares / count) / Math.abs(mean)
    this.main = isSample(variation) ? variation : NaN
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
  params: {
    span: { kind: 'number', default: 10, min: 0.001, max: 86_400, unit: 's' },
    count: { kind: 'whole', default: 6, min: 2, max: 100 },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ span, count }) => ({ ms: span * count * 1000 }),
  cost: 'O(n)',
  source: 'standard deviation of the latest velocities / |mean|',
  total: false,
  kernel: VelocityStability,
})
