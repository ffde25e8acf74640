import {
  HELD_PARAMS,
  holdMs,
  isSample,
  TickIndicator,
  windowMs,
  type HeldOptions,
  type ParameterSpec,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'
import { SpanVelocities } from './span-velocities.js'

/** What the velocities of the latest spans of time are asked for. */
export interface SpanOptions extends HeldOptions {
  /** Length of a span, seconds; 10 unless said. */
  readonly span?: number | undefined
  /** Velocities that it looks at, the newest included; 6 unless said. */
  readonly count?: number | undefined
}

/** What those parameters accept. */
export const SPAN_PARAMS: { readonly [K in keyof Settled<SpanOptions>]: ParameterSpec } = {
  span: { kind: 'number', default: 10, min: 0.001, max: 86_400, unit: 's' },
  count: { kind: 'whole', default: 6, min: 2, max: 100 },
  ...HELD_PARAMS,
}

/** A judgement of the velocities of the latest spans of time. */
export abstract class SpanIndicator extends TickIndicator {
  private readonly span: number = NaN
  private readonly hold: number = NaN
  private readonly velocityCount: number
  private spans!: SpanVelocities

  constructor({ span, count, maxHold, lateness }: Settled<SpanOptions>) {
    super(lateness)
    this.span = windowMs(span)
    this.hold = holdMs(maxHold)
    this.velocityCount = count
  }

  /** Sets `main` by the velocities, the newest first; what is no sample becomes NaN. */
  protected abstract judge(velocities: Float64Array): void

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.spans = new SpanVelocities(ticks, this.span, this.velocityCount, this.hold)
    return this.spans.windows
  }

  protected override read(): void {
    this.spans.update(this)
    this.judge(this.spans.velocities)
    if (!isSample(this.main)) this.main = NaN
  }
}
