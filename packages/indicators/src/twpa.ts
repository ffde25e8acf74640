import {
  defineIndicator,
  HeldPriceWindow,
  TickIndicator,
  type FeedOptions,
  type IndicatorType,
  type TickStore,
} from '@tapeline/core/indicator'
import { startBeforeEnd } from './start-before-end.js'

/**
 * Parameters of the time-weighted average price; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`.
 */
export interface TwpaParams extends FeedOptions {
  /** Start of the window, seconds before now; 300 unless said. */
  readonly t1?: number | undefined
  /** End of the window, seconds before now, less than `t1`; 0 unless said. */
  readonly t2?: number | undefined
}

class Twpa extends TickIndicator {
  private readonly t1: number
  private readonly t2: number
  private window!: HeldPriceWindow

  constructor({ t1, t2 }: { readonly t1: number; readonly t2: number }) {
    super()
    this.t1 = t1
    this.t2 = t2
  }

  static runAll(group: readonly Twpa[], from: number, to: number): void {
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

  override get oldestTick(): number {
    return this.window.oldestTick
  }

  protected override open(ticks: TickStore): void {
    this.window = new HeldPriceWindow(ticks, this.t1 * 1e3, this.t2 * 1e3)
  }

  protected override read(): void {
    this.window.update(this)
    this.main = this.window.average
    this.second = this.window.coverage
  }
}

/**
 * Time-weighted price average over the window `(now - t1, now - t2]`: each price weighs as long as it stood. Unlike
 * an average of trades it cannot be pulled by a burst of small prints.
 *
 * `value` in units of price, null while the window lies wholly before the first tick; `coverage`, the share of the
 * window after the first tick, in [0, 1], is its confidence. Between ticks the last price holds; `advance` moves
 * time without a tick. Any number of ticks a second; O(1) amortised, whatever the length of the window.
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
  params: { t1: { kind: 'seconds', default: 300 }, t2: { kind: 'seconds', default: 0 } },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'price', coverage: 'ratio' },
  pane: 'price',
  warmup: ({ t2 }) => ({ ms: t2 * 1000 }),
  check: ({ t1, t2 }) => startBeforeEnd('twpa', t1, t2),
  cost: 'O(1)',
  source: 'integral of the last price over the window, divided by its length',
  total: true,
  kernel: Twpa,
})
