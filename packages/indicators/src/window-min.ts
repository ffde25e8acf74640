import {
  defineIndicator,
  startBeforeEnd,
  TickIndicator,
  HELD_PARAMS,
  holdMs,
  PriceAt,
  TickPrices,
  WINDOW_PARAMS,
  windowMs,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
  type WindowOptions,
} from '@tapeline/core/indicator'

/** Parameters of the lowest price of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WindowMinParams extends WindowOptions {
  /** `ticks`: of the trades in the window; `held`: also of the price that was carried into it; `ticks` unless said. */
  readonly prices?: 'ticks' | 'held' | undefined
  /** Seconds that a price stands without a new tick; 0 unless said: until the next one. */
  readonly maxHold?: number | undefined
}

class WindowMin extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly isHeld: boolean
  private readonly hold: number = NaN
  private window!: TickPrices
  private atStart!: PriceAt

  constructor({ t1, t2, prices, maxHold, lateness }: Settled<WindowMinParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.isHeld = prices === 'held'
    this.hold = holdMs(maxHold)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TickPrices(ticks, this.t1, this.t2)
    this.atStart = new PriceAt(ticks, this.t1, this.hold)
    return this.isHeld ? [this.window, this.atStart] : [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    const { min } = this.window
    this.main = min
    if (!this.isHeld) return
    this.atStart.update(this)
    const carried = this.atStart.price
    if (carried < min || min !== min) this.main = carried
  }
}

/**
 * Lowest price of the window `(now - t1, now - t2]`: of its trades, or with `prices: 'held'` of the price as it stood, the one carried into
 * the window included, as a chart shows it.
 *
 * In units of price; null while there is no trade in the window (`held`: no price). Comes with the first tick, once it is `t2` seconds
 * old. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowMin } from '@tapeline/indicators'
 * const live = windowMin.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * live.update(4_000, 200)
 * console.log(live.advance(8_000)) // 100
 * ```
 */
export const windowMin: IndicatorType<WindowMinParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  WindowMinParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'windowMin',
  title: 'Lowest of a window',
  tells: 'The lowest price of a span of time.',
  params: {
    ...WINDOW_PARAMS,
    prices: { kind: 'choice', default: 'ticks', choices: ['ticks', 'held'] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowMin', t1, t2),
  cost: 'O(1)',
  source: 'min of price over the ticks of the window, or over the price held until the next tick',
  total: false,
  kernel: WindowMin,
})
