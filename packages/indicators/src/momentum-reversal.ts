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

/** Parameters of the reversal of momentum; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MomentumReversalParams extends HeldOptions {
  /** Length of a span, seconds; 10 unless said. */
  readonly span?: number | undefined
  /** Velocities that it looks at, the newest included; 6 unless said. */
  readonly count?: number | undefined
}

class MomentumReversal extends TickIndicator {
  private readonly span: number = NaN
  private readonly hold: number = NaN
  private readonly velocityCount: number
  private spans!: SpanVelocities

  constructor({ span, count, maxHold, lateness }: Settled<MomentumReversalParams>) {
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
    let peak = velocities[1] as number
    for (let at = 2; at < velocities.length; at++) {
      const earlier = velocities[at] as number
      if (Math.abs(earlier) > Math.abs(peak) || earlier !== earlier) peak = earlier
    }
    const reversal = 1 - (velocities[0] as number) / peak
    this.main = isSample(reversal) ? reversal : NaN
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
  source: '1 - velocity / greatest earlier velocity of the latest spans',
  total: false,
  kernel: MomentumReversal,
})
