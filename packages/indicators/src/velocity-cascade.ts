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

/** Parameters of the cascade of velocities; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VelocityCascadeParams extends HeldOptions {
  /** Length of the shortest span, seconds; 5 unless said. */
  readonly short?: number | undefined
  /** Length of the middle span, seconds; 15 unless said. */
  readonly medium?: number | undefined
  /** Length of the longest span, seconds; 60 unless said. */
  readonly long?: number | undefined
  /** Weight of the shortest span; 0.5 unless said. */
  readonly shortWeight?: number | undefined
  /** Weight of the middle span; 0.3 unless said. */
  readonly mediumWeight?: number | undefined
  /** Weight of the longest span; 0.2 unless said. */
  readonly longWeight?: number | undefined
  /** The velocity, per cent a second, that counts as half of the fastest there could be; 0.01 unless said. */
  readonly half?: number | undefined
}

class VelocityCascade extends TickIndicator {
  private readonly lengths: readonly number[]
  private readonly weights: Float64Array
  private readonly half: number = NaN
  private readonly hold: number = NaN
  private spans: readonly SpanVelocities[] = []

  constructor(params: Settled<VelocityCascadeParams>) {
    super(params.lateness)
    this.lengths = [params.short, params.medium, params.long].map(windowMs)
    const weights = Float64Array.of(params.shortWeight, params.mediumWeight, params.longWeight)
    const all = weights.reduce((sum, weight) => sum + weight, 0)
    this.weights = weights.map((weight) => weight / all)
    this.half = params.half
    this.hold = holdMs(params.maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.spans = this.lengths.map((length) => new SpanVelocities(ticks, length, 1, this.hold))
    return this.spans.flatMap(({ windows }) => windows)
  }

  protected override read(): void {
    const { spans, weights, half } = this
    let cascade = 0
    for (let at = 0; at < spans.length; at++) {
      const span = spans[at] as SpanVelocities
      span.update(this)
      const velocity = span.velocities[0] as number
      cascade += (weights[at] as number) * (velocity / (Math.abs(velocity) + half))
    }
    this.main = isSample(cascade) ? cascade : NaN
  }
}

/**
 * Cascade of velocities: those of a short, a middle and a long span (each against the span before it) in one number, weighed.
 * Each counts as v / (|v| + `half`), which no single jump can overrun. Near 1 price rises on every scale, near -1 it falls on
 * every scale, near 0 they contradict each other or nothing moves.
 *
 * From -1 to 1. Null until all spans cover some time after the first tick. O(1) amortised.
 *
 * @example
 * ```ts
 * import { velocityCascade } from '@tapeline/indicators'
 * const live = velocityCascade.create({ short: 10, medium: 20, long: 40, half: 0.5 })
 * live.update(0, 100) // ms, price
 * live.update(70_000, 110)
 * console.log(live.advance(80_000).toFixed(4)) // 0.4556
 * ```
 */
export const velocityCascade: IndicatorType<
  VelocityCascadeParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<VelocityCascadeParams, 'value', TickIndicator<'value'>>({
  name: 'velocityCascade',
  title: 'Cascade of velocities',
  tells: 'Whether price moves the same way on several scales of time.',
  params: {
    short: { kind: 'number', default: 5, min: 0.001, max: 86_400, unit: 's' },
    medium: { kind: 'number', default: 15, min: 0.001, max: 86_400, unit: 's' },
    long: { kind: 'number', default: 60, min: 0.001, max: 86_400, unit: 's' },
    shortWeight: { kind: 'number', default: 0.5, min: 0.000_001, max: 1000 },
    mediumWeight: { kind: 'number', default: 0.3, min: 0, max: 1000 },
    longWeight: { kind: 'number', default: 0.2, min: 0, max: 1000 },
    half: { kind: 'number', default: 0.01, min: 0.000_001, max: 1000, unit: '%/s' },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ short, medium, long }) => ({ ms: Math.max(short, medium, long) * 1000 }),
  cost: 'O(1)',
  source: 'sum of weight x v / (|v| + half), v the change of twpa from one span to the next, in per cent a second',
  total: false,
  kernel: VelocityCascade,
})
