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

/** Parameters of the decay of momentum; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MomentumDecayParams extends HeldOptions {
  /** Length of a span, seconds; 10 unless said. */
  readonly span?: number | undefined
  /** Velocities that it looks at, the newest included; 6 unless said. */
  readonly count?: number | undefined
}

class MomentumDecay extends TickIndicator {
  private readonly span: number = NaN
  private readonly hold: number = NaN
  private readonly velocityCount: number
  private spans!: SpanVelocities

  constructor({ span, count, maxHold, lateness }: Settled<MomentumDecayParams>) {
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
    let fastest = 0
    for (let at = 0; at < velocities.length; at++) fastest = Math.max(fastest, Math.abs(velocities[at] as number))
    const decay = fastest === 0 ? 0 : 1 - Math.abs(velocities[0] as number) / fastest
    this.main = isSample(decay) ? decay : NaN
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
  source: '1 - |velocity| / greatest |velocity| of the latest spans',
  total: false,
  kernel: MomentumDecay,
})
