import {
  defineIndicator,
  startBeforeEnd,
  TickIndicator,
  TradedSizeWindow,
  WINDOW_PARAMS,
  windowMs,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
  type WindowOptions,
} from '@tapeline/core/indicator'

/** Parameters of the number of trades of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type WindowCountParams = WindowOptions

class WindowCount extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private window!: TradedSizeWindow

  constructor({ t1, t2, lateness }: Settled<WindowCountParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TradedSizeWindow(ticks, this.t1, this.t2)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.count
  }
}

/**
 * Number of trades in the window `(now - t1, now - t2]`, those of one instant counted one by one.
 *
 * A count, 0 while there is none in the window. Comes with the first tick. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowCount } from '@tapeline/indicators'
 * const live = windowCount.create({ t1: 10, t2: 0 })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(4_000, 200, 3)
 * console.log(live.advance(8_000)) // 2
 * ```
 */
export const windowCount: IndicatorType<
  WindowCountParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<WindowCountParams, 'value', TickIndicator<'value'>>({
  name: 'windowCount',
  title: 'Trades of a window',
  tells: 'How many trades a span of time had.',
  params: WINDOW_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'count' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowCount', t1, t2),
  cost: 'O(1)',
  source: 'number of ticks of the window',
  total: true,
  kernel: WindowCount,
})
