import {
  defineIndicator,
  HELD_PARAMS,
  HeldPriceWindow,
  holdMs,
  startBeforeEnd,
  TickIndicator,
  windowMs,
  type HeldOptions,
  type IndicatorType,
  type Settled,
  type TickStore,
  type TimeWindow,
} from '@tapeline/core/indicator'

/**
 * Parameters of the time-weighted average price; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`.
 */
export interface TwpaParams extends HeldOptions {
  /** Start of the window, seconds before now; 300 unless said. */
  readonly t1?: number | undefined
  /** End of the window, seconds before now, less than `t1`; 0 unless said. */
  readonly t2?: number | undefined
  /** Share of the window that must have a price for there to be a value; 0 unless said. */
  readonly minCoverage?: number | undefined
}

class Twpa extends TickIndicator {
  private readonly t1: number = NaN
  private readonly t2: number = NaN
  private readonly minCoverage: number = NaN
  private readonly hold: number = NaN
  private window!: HeldPriceWindow

  constructor({ t1, t2, minCoverage, maxHold, lateness }: Settled<TwpaParams>) {
    super(lateness)
    this.t1 = windowMs(t1)
    this.t2 = windowMs(t2)
    this.minCoverage = minCoverage
    this.hold = holdMs(maxHold)
  }

  static override runAll(group: readonly Twpa[], from: number, to: number): void {
    for (const twpa of group) {
      const [ts, price, size] = twpa.inputs as [Float64Array, Float64Array, Float64Array]
      const value = twpa.outputs[0] as Float64Array
      const coverage = twpa.outputs[1] as Float64Array
      for (let i = from; i < to; i++) {
        if (twpa.tick(ts, price, size, i)) {
          value[i] = twpa.main
          coverage[i] = twpa.second
        } else {
          value[i] = NaN
          coverage[i] = NaN
        }
      }
    }
  }

  protected override open(ticks: TickStore): readonly TimeWindow[] {
    this.window = new HeldPriceWindow(ticks, this.t1, this.t2, this.hold)
    return [this.window]
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.average
    this.second = this.window.coverage
    if (this.second < this.minCoverage) this.main = NaN
  }
}

/**
 * Time-weighted price average over the window `(now - t1, now - t2]`: each price weighs as long as it stood. Unlike
 * an average of trades it cannot be pulled by a burst of small prints.
 *
 * `value` in units of price, null while the window lies wholly before the first tick; `coverage`, the share of the
 * window after the first tick, in [0, 1], is its confidence. Between ticks the last price holds; `advance` moves
 * time without a tick. With `maxHold` a price ends in an outage, and with `minCoverage` there is no value where too little is
 * covered. Any number of ticks a second; O(1) amortised, whatever the length of the window.
 *
 * @example
 * ```ts
 * import { twpa } from '@tapeline/indicators'
 * const live = twpa.create({ t1: 10, t2: 0 })
 * live.update(0, 100) // ms, price
 * live.update(4_000, 200)
 * console.log(live.advance(8_000), live.get('coverage')) // 150 0.8
 * ```
 */
export const twpa: IndicatorType<
  TwpaParams,
  'value' | 'coverage',
  TickIndicator<'value' | 'coverage'>
> = /*#__PURE__*/ defineIndicator<TwpaParams, 'value' | 'coverage', TickIndicator<'value' | 'coverage'>>({
  name: 'twpa',
  title: 'Time-weighted price average',
  tells: 'The price of a span of time, each price weighing as long as it stood.',
  params: {
    t1: { kind: 'seconds', default: 300 },
    t2: { kind: 'seconds', default: 0 },
    minCoverage: { kind: 'number', default: 0, min: 0, max: 1 },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price', coverage: 'ratio' },
  pane: 'price',
  warmup: ({ t1, t2, minCoverage }) => ({ ms: (t2 + minCoverage * (t1 - t2)) * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('twpa', t1, t2),
  cost: 'O(1)',
  source: 'integral of the last price over the window, divided by its length',
  total: false,
  kernel: Twpa,
})
