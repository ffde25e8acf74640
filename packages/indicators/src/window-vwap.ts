import {
  defineIndicator,
  startBeforeEnd,
  TickIndicator,
  TradedValueWindow,
  WINDOW_PARAMS,
  windowMs,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
  type WindowOptions,
} from '@tapeline/core/indicator'

/** Parameters of the volume-weighted average of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type WindowVwapParams = WindowOptions

class WindowVwap extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private window!: TradedValueWindow
  protected override readonly needsSize: boolean = true

  constructor({ t1, t2, lateness }: Settled<WindowVwapParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TradedValueWindow(ticks, this.t1, this.t2)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.average
  }
}

/**
 * Volume-weighted average price of the window `(now - t1, now - t2]`: what its traders paid on average.
 *
 * In units of price; null while nothing was traded in the window. Comes with the first trade, once it is `t2` seconds old. O(1)
 * amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowVwap } from '@tapeline/indicators'
 * const live = windowVwap.create({ t1: 10, t2: 0 })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(4_000, 200, 3)
 * console.log(live.advance(8_000)) // 175
 * ```
 */
export const windowVwap: IndicatorType<
  WindowVwapParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<WindowVwapParams, 'value', TickIndicator<'value'>>({
  name: 'windowVwap',
  title: 'Volume-weighted average of a window',
  tells: 'What those who traded in a span of time paid on average.',
  params: WINDOW_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowVwap', t1, t2),
  cost: 'O(1)',
  source: 'sum of price x size / sum of size, over the ticks of the window',
  total: false,
  kernel: WindowVwap,
})
