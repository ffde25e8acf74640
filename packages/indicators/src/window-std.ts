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

/** Parameters of the deviation of a window; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface WindowStdParams extends WindowOptions {
  /** What squared deviations are divided by: `n` for the deviation of these trades (population), `n-1` to estimate from a sample; `n` unless said. */
  readonly divisor?: 'n' | 'n-1' | undefined
}

class WindowStd extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly less: number
  private window!: TickMoments

  constructor({ t1, t2, divisor, lateness }: Settled<WindowStdParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.less = divisor === 'n' ? 0 : 1
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TickMoments(ticks, this.t1, this.t2)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    const { squares, count } = this.window
    this.main = Math.sqrt(squares / (count - this.less))
  }
}

/**
 * Standard deviation of the prices of the trades in the window `(now - t1, now - t2]`: how far they spread.
 *
 * In units of price, exactly 0 in a flat market; null while there is no trade in the window (with `divisor: 'n-1'`, less than two).
 * Comes with the first tick, once it is `t2` seconds old. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { windowStd } from '@tapeline/indicators'
 * const live = windowStd.create({ t1: 10, t2: 0 })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(4_000, 200, 3)
 * console.log(live.advance(8_000)) // 50
 * ```
 */
export const windowStd: IndicatorType<WindowStdParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  WindowStdParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'windowStd',
  title: 'Deviation of a window',
  tells: 'How far the prices of a span of time spread.',
  params: { ...WINDOW_PARAMS, divisor: { kind: 'choice', default: 'n', choices: ['n', 'n-1'] } },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: ({ t2, divisor }) => (t2 === 0 ? { samples: divisor === 'n' ? 1 : 2 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('windowStd', t1, t2),
  cost: 'O(1)',
  source: 'square root of squared deviations from the mean / n, over the ticks of the window',
  total: false,
  kernel: WindowStd,
})
