import {
  defineIndicator,
  HELD_PARAMS,
  holdMs,
  PriceAt,
  startBeforeEnd,
  TickIndicator,
  windowMs,
  type HeldOptions,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'

/** Parameters of the slope within a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WindowSlopeParams extends HeldOptions {
  /** Start of the window, seconds before now; 60 unless said. */
  readonly t1?: number | undefined
  /** End of the window, seconds before now, less than `t1`; 0 unless said. */
  readonly t2?: number | undefined
}

class WindowSlope extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly hold: number = NaN
  private atStart!: PriceAt
  private atEnd!: PriceAt

  constructor({ t1, t2, maxHold, lateness }: Settled<WindowSlopeParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.hold = holdMs(maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.atStart = new PriceAt(ticks, this.t1, this.hold)
    this.atEnd = new PriceAt(ticks, this.t2, this.hold)
    return [this.atStart, this.atEnd]
  }

  protected override read(): void {
    this.atStart.update(this)
    this.atEnd.update(this)
    this.main = (this.atEnd.price - this.atStart.price) / ((this.t1 - this.t2) / 1e3)
  }
}

/**
 * Slope of price within one window `(now - t1, now - t2]`: the price in force at its end less that at its start, per
 * second. For the change between two windows see `velocity`.
 *
 * Price per second; null until the whole window lies after the first tick. O(1) amortised.
 *
 * @example
 * ```ts
 * import { windowSlope } from '@tapeline/indicators'
 * const live = windowSlope.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * console.log(live.update(10_000, 105)) // 0.5
 * ```
 */
export const windowSlope: IndicatorType<
  WindowSlopeParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<WindowSlopeParams, 'value', TickIndicator<'value'>>({
  name: 'windowSlope',
  title: 'Slope of a window',
  tells: 'How fast price went from the start of a span of time to its end.',
  params: { t1: { kind: 'seconds', default: 60 }, t2: { kind: 'seconds', default: 0 }, ...HELD_PARAMS },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price/s' },
  pane: 'own',
  warmup: ({ t1 }) => ({ ms: t1 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowSlope', t1, t2),
  cost: 'O(1)',
  source: '(price at end - price at start) / length',
  total: false,
  kernel: WindowSlope,
})
