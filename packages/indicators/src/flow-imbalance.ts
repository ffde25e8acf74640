import {
  defineIndicator,
  isSample,
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

/** Parameters of the imbalance of flow; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export type FlowImbalanceParams = WindowOptions

/** The imbalance is the mean side, weighed by size: what other windows know as the price is the side here. */
class FlowImbalance extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private window!: TradedValueWindow
  protected override readonly needsSize: boolean = true

  constructor({ t1, t2, lateness }: Settled<FlowImbalanceParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
  }

  /** Sides are not among the ticks that windows share. */
  override shareTicks(ticks: TickStore | null): TickStore | null {
    return ticks
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new TradedValueWindow(ticks, this.t1, this.t2)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.average
    if (!isSample(this.main)) this.main = NaN
  }
}

/**
 * Imbalance of the order flow in the window `(now - t1, now - t2]`: size bought by aggressors less size sold by them, over
 * all size. 1 when only buyers cross the spread, -1 when only sellers do; trades whose side is unknown count as neither.
 *
 * It takes `ts`, `side` (1 buy, -1 sell, 0 unknown) and `size`, so it needs trades that know the aggressor's side. From -1
 * to 1; null while nothing was traded in the window. O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { flowImbalance } from '@tapeline/indicators'
 * const live = flowImbalance.create({ t1: 10 })
 * live.update(0, 1, 6) // ms, side, size
 * console.log(live.update(4_000, -1, 2)) // 0.5
 * ```
 */
export const flowImbalance: IndicatorType<
  FlowImbalanceParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<FlowImbalanceParams, 'value', TickIndicator<'value'>>({
  name: 'flowImbalance',
  title: 'Imbalance of the order flow',
  tells: 'Whether buyers or sellers are the ones who pay to trade now.',
  params: WINDOW_PARAMS,
  inputs: ['ts', 'side', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ t2 }) => (t2 === 0 ? { samples: 1 } : { ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('flowImbalance', t1, t2),
  cost: 'O(1)',
  source: 'sum of side x size / sum of size, over the ticks of the window',
  total: false,
  kernel: FlowImbalance,
})
