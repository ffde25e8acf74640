import {
  defineIndicator,
  HELD_PARAMS,
  isSample,
  type HeldOptions,
  type IndicatorType,
  type Settled,
  type TickIndicator,
} from '@tapeline/core/indicator'
import { baselineBefore, centreDistance, HeldPair, pairWarmup } from './held-pair.js'

/**
 * Parameters of the velocity between two windows; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`.
 */
export interface VelocityParams extends HeldOptions {
  /** `[t1, t2]`, seconds before now, of the window that is judged; [10, 0] unless said. */
  readonly current?: readonly [number, number] | undefined
  /** `[t3, t4]`, seconds before now, of the window it is compared with, whose centre lies earlier; [60, 30] unless said. */
  readonly baseline?: readonly [number, number] | undefined
}

class Velocity extends HeldPair {
  private readonly distance: number = NaN

  constructor(params: Settled<VelocityParams>) {
    super(params)
    this.distance = centreDistance(params)
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
  params: {
    current: { kind: 'window', default: [10, 0] },
    baseline: { kind: 'window', default: [60, 30] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'percent/s' },
  pane: 'own',
  warmup: pairWarmup,
  check: (windows) => baselineBefore('velocity', windows),
  cost: 'O(1)',
  source: '100 (twpa(current) - twpa(baseline)) / twpa(baseline) / distance of centres',
  total: false,
  kernel: Velocity,
})
