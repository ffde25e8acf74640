import { badParameter } from '@tapeline/core'
import {
  defineIndicator,
  HeldPriceWindow,
  isSample,
  TickIndicator,
  type FeedOptions,
  type IndicatorType,
  type TickStore,
} from '@tapeline/core/indicator'

/**
 * Parameters of the velocity between two windows; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`.
 */
export interface VelocityParams extends FeedOptions {
  /** `[t1, t2]`, seconds before now, of the window that is judged; [10, 0] unless said. */
  readonly current?: readonly [number, number] | undefined
  /** `[t3, t4]`, seconds before now, of the window it is compared with, whose centre lies earlier; [60, 30] unless said. */
  readonly baseline?: readonly [number, number] | undefined
}

interface Windows {
  readonly current: readonly [number, number]
  readonly baseline: readonly [number, number]
}

class Velocity extends TickIndicator {
  private readonly spans: readonly number[]
  private readonly distance: number
  private current!: HeldPriceWindow
  private baseline!: HeldPriceWindow

  constructor(windows: Windows) {
    super()
    this.spans = [...windows.current, ...windows.baseline].map((seconds) => Math.round(seconds * 1e6) / 1e3)
    this.distance = centreDistance(windows)
  }

  static runAll(group: readonly Velocity[], from: number, to: number): void {
    for (const velocity of group) {
      const [ts, price, size] = velocity.inputs as [Float64Array, Float64Array, Float64Array]
      const value = velocity.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        if (velocity.tick(ts, price, size, i)) {
          value[i] = velocity.main
        } else {
          value[i] = NaN
        }
      }
    }
  }

  override get oldestTick(): number {
    return Math.min(this.current.oldestTick, this.baseline.oldestTick)
  }

  protected override open(ticks: TickStore): void {
    const [t1, t2, t3, t4] = this.spans as [number, number, number, number]
    this.current = new HeldPriceWindow(ticks, t1, t2)
    this.baseline = new HeldPriceWindow(ticks, t3, t4)
  }

  protected override read(): void {
    this.current.update(this)
    this.baseline.update(this)
    const { average } = this.baseline
    const velocity = (100 * (this.current.average - average)) / average / this.distance
    this.main = isSample(velocity) ? velocity : NaN
  }
}

/**
 * Velocity of price between two windows: the change from the baseline's time-weighted average to the current one's, in per cent of the
 * baseline, per second between the centres of the two. A pump shows as a high velocity against a calm baseline.
 *
 * Per cent a second; null until both windows cover some time after the first tick, or while the baseline's average is 0. O(1) amortised.
 *
 * @example
 * ```ts
 * import { velocity } from '@tapeline/indicators'
 * const live = velocity.create({ current: [10, 0], baseline: [20, 10] })
 * live.update(0, 100) // ms, price
 * live.update(10_000, 101)
 * console.log(live.update(20_000, 101)) // 0.1
 * ```
 */
export const velocity: IndicatorType<VelocityParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  VelocityParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'velocity',
  title: 'Price velocity',
  tells: 'How fast price left an earlier level: pumps and dumps.',
  params: { current: { kind: 'window', default: [10, 0] }, baseline: { kind: 'window', default: [60, 30] } },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'percent/s' },
  pane: 'own',
  warmup: ({ current, baseline }) => ({ ms: Math.max(current[1], baseline[1]) * 1000 }),
  check: (windows) => {
    if (centreDistance(windows) <= 0) {
      throw badParameter({
        owner: 'velocity',
        parameter: 'baseline',
        value: `[${windows.baseline.join(', ')}]`,
        expected: 'a window whose centre lies before that of current',
      })
    }
  },
  cost: 'O(1)',
  source: '100 (twpa(current) - twpa(baseline)) / twpa(baseline) / distance of centres',
  total: false,
  kernel: Velocity,
})

/** Seconds from the centre of the baseline to that of the current window. */
function centreDistance({ current, baseline }: Windows): number {
  return (baseline[0] + baseline[1]) / 2 - (current[0] + current[1]) / 2
}
