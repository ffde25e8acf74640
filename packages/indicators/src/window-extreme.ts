import {
  holdMs,
  PriceAt,
  TickIndicator,
  TickPrices,
  windowMs,
  type Settled,
  type TickStore,
  type TimeWindow,
  type WindowOptions,
} from '@tapeline/core/indicator'

/** What an extreme of a window in time is asked for. */
export interface WindowExtremeOptions extends WindowOptions {
  /** `ticks`: of the trades in the window; `held`: also of the price that was carried into it; `ticks` unless said. */
  readonly prices?: 'ticks' | 'held' | undefined
  /** Seconds that a price stands without a new tick; 0 unless said: until the next one. */
  readonly maxHold?: number | undefined
}

/** The highest (direction 1) or lowest (-1) price of a window in time. */
export class WindowExtreme extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly isHeld: boolean
  private readonly direction: number
  private readonly hold: number = NaN
  private window!: TickPrices
  private atStart!: PriceAt

  constructor({ t1, t2, prices, maxHold, lateness }: Settled<WindowExtremeOptions>, direction: 1 | -1) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.isHeld = prices === 'held'
    this.direction = direction
    this.hold = holdMs(maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TickPrices(ticks, this.t1, this.t2)
    this.atStart = new PriceAt(ticks, this.t1, this.hold)
    return this.isHeld ? [this.window, this.atStart] : [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.max
    if (this.direction < 0) this.main = this.window.min
    if (!this.isHeld) return
    this.atStart.update(this)
    const carried = this.atStart.price
    if (this.main !== this.main || (carried - this.main) * this.direction > 0) this.main = carried
  }
}
