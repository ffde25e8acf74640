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

/** Parameters of the highest price of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WindowMaxParams extends WindowOptions {
  /** `ticks`: of the trades in the window; `held`: also of the price that was carried into it; `ticks` unless said. */
  readonly prices?: 'ticks' | 'held' | undefined
  /** Seconds that a price stands without a new tick; 0 unless said: until the next one. */
  readonly maxHold?: number | undefined
}

class WindowMax extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly isHeld: boolean
  private readonly hold: number = NaN
  private window!: TickPrices
  private atStart!: PriceAt

  constructor({ t1, t2, prices, maxHold, lateness }: Settled<WindowMaxParams>) {
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
    const { max } = this.window
    this.main = max
    if (!this.isHeld) return
    this.atStart.update(this)
    const carried = this.atStart.price
    if (carried > max || max !== max) this.main = carried
  }
}

/**
 * Highest price of the window `(now - t1, now - t2]`: of its trades, or with `prices: 'held'` of the price as it stood, the one carried into
 * the window included, as a chart shows it.
 *
 * In units of price; null while there is no trade in the window (`held`: no price). Comes with the first tick, once it is `t2` seconds
 * old. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowMax } from '@tapeline/indicators'
 * const live = windowMax.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * live.update(4_000, 200)
 * console.log(live.advance(8_000)) // 200
 * ```
 */
export const windowMax: IndicatorType<WindowMaxParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  WindowMaxParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'windowMax',
  title: 'Highest of a window',
  tells: 'The highest price of a span of time.',
  params: {
    ...WINDOW_PARAMS,
    prices: { kind: 'choice', default: 'ticks', choices: ['ticks', 'held'] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowMax', t1, t2),
  cost: 'O(1)',
  source: 'max of price over the ticks of the window, or over the price held until the next tick',
  total: false,
  kernel: WindowMax,
})
