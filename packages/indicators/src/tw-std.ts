import {
  defineIndicator,
  startBeforeEnd,
  TickIndicator,
  HELD_PARAMS,
  HeldMoments,
  holdMs,
  WINDOW_PARAMS,
  windowMs,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
  type WindowOptions,
} from '@tapeline/core/indicator'

/** Parameters of the time-weighted deviation; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TwStdParams extends WindowOptions {
  /** Seconds that a price stands without a new tick; 0 unless said: until the next one. */
  readonly maxHold?: number | undefined
}

class TwStd extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly hold: number = NaN
  private window!: HeldMoments

  constructor({ t1, t2, maxHold, lateness }: Settled<TwStdParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.hold = holdMs(maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new HeldMoments(ticks, this.t1, this.t2, this.hold)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = Math.sqrt(this.window.variance)
  }
}

/**
 * Time-weighted standard deviation: how far the price was from its time-weighted average over the window `(now - t1, now - t2]`, each
 * price weighing as long as it stood. A burst of prints does not count for more than its time.
 *
 * In units of price, exactly 0 in a flat market; null while the window lies wholly before the first tick. Comes once the first tick
 * is more than `t2` seconds old. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { twStd } from '@tapeline/indicators'
 * const live = twStd.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * live.update(4_000, 200)
 * console.log(live.advance(8_000)) // 50
 * ```
 */
export const twStd: IndicatorType<TwStdParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  TwStdParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'twStd',
  title: 'Time-weighted deviation',
  tells: 'How restless price was over a span of time.',
  params: { ...WINDOW_PARAMS, ...HELD_PARAMS },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: ({ t2 }) => ({ ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('twStd', t1, t2),
  cost: 'O(1)',
  source: 'square root of the integral of (price - twpa)^2 over the window / its covered length',
  total: false,
  kernel: TwStd,
})
