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

/** Parameters of the volume of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type WindowVolumeParams = WindowOptions

class WindowVolume extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private window!: TradedSizeWindow
  protected override readonly needsSize: boolean = true

  constructor({ t1, t2, lateness }: Settled<WindowVolumeParams>) {
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
    this.main = this.window.total
  }
}

/**
 * Size traded in the window `(now - t1, now - t2]`.
 *
 * In base units, 0 while there is no trade in the window. Comes with the first tick. O(1) amortised, whatever the length of the
 * window.
 *
 * @example
 * ```ts
 * import { windowVolume } from '@tapeline/indicators'
 * const live = windowVolume.create({ t1: 10, t2: 0 })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(4_000, 200, 3)
 * console.log(live.advance(8_000)) // 4
 * ```
 */
export const windowVolume: IndicatorType<
  WindowVolumeParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<WindowVolumeParams, 'value', TickIndicator<'value'>>({
  name: 'windowVolume',
  title: 'Volume of a window',
  tells: 'How much was traded in a span of time.',
  params: WINDOW_PARAMS,
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'volume' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowVolume', t1, t2),
  cost: 'O(1)',
  source: 'sum of size over the ticks of the window',
  total: true,
  kernel: WindowVolume,
})
