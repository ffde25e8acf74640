import {
  defineIndicator,
  startBeforeEnd,
  TickIndicator,
  TickMoments,
  WINDOW_PARAMS,
  windowMs,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
  type WindowOptions,
} from '@tapeline/core/indicator'

/** Parameters of the mean of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type WindowMeanParams = WindowOptions

class WindowMean extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private window!: TickMoments

  constructor({ t1, t2, lateness }: Settled<WindowMeanParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TickMoments(ticks, this.t1, this.t2)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.mean
  }
}

/**
 * Mean price of the trades in the window `(now - t1, now - t2]`, each counting the same; `twpa` weighs by time, `windowVwap` by size.
 *
 * In units of price; null while there is no trade in the window. Comes with the first tick, once it is `t2` seconds old. O(1)
 * amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowMean } from '@tapeline/indicators'
 * const live = windowMean.create({ t1: 10, t2: 0 })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(4_000, 200, 3)
 * console.log(live.advance(8_000)) // 150
 * ```
 */
export const windowMean: IndicatorType<
  WindowMeanParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<WindowMeanParams, 'value', TickIndicator<'value'>>({
  name: 'windowMean',
  title: 'Mean of a window',
  tells: 'The mean price of the trades of a span of time.',
  params: WINDOW_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowMean', t1, t2),
  cost: 'O(1)',
  source: 'mean of price over the ticks of the window',
  total: false,
  kernel: WindowMean,
})
