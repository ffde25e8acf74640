import {
  defineIndicator,
  HELD_PARAMS,
  isSample,
  type HeldOptions,
  type IndicatorType,
  type TickIndicator,
} from '@tapeline/core/indicator'
import { HeldPair, pairWarmup } from './held-pair.js'

/** Parameters of the ratio of two averages; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TwpaRatioParams extends HeldOptions {
  /** `[t1, t2]`, seconds before now, of the window above the line; [300, 60] unless said. */
  readonly current?: readonly [number, number] | undefined
  /** `[t3, t4]`, seconds before now, of the window below it; [1800, 300] unless said. */
  readonly baseline?: readonly [number, number] | undefined
}

class TwpaRatio extends HeldPair {
  protected override read(): void {
    this.current.update(this)
    this.baseline.update(this)
    const ratio = this.current.average / this.baseline.average
    this.main = isSample(ratio) ? ratio : NaN
  }
}

/**
 * Ratio of the time-weighted averages of two windows: above 1 price stands higher than it did.
 *
 * A plain ratio; null until both windows cover some time after the first tick, or while the baseline's average is 0. O(1) amortised.
 *
 * @example
 * ```ts
 * import { twpaRatio } from '@tapeline/indicators'
 * const live = twpaRatio.create({ current: [10, 0], baseline: [20, 10] })
 * live.update(0, 100) // ms, price
 * live.update(10_000, 125)
 * console.log(live.update(20_000, 125)) // 1.25
 * ```
 */
export const twpaRatio: IndicatorType<TwpaRatioParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  TwpaRatioParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'twpaRatio',
  title: 'Ratio of time-weighted averages',
  tells: 'Whether price stands higher or lower than it did.',
  params: {
    current: { kind: 'window', default: [300, 60] },
    baseline: { kind: 'window', default: [1800, 300] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: pairWarmup,
  cost: 'O(1)',
  source: 'twpa(current) / twpa(baseline)',
  total: false,
  kernel: TwpaRatio,
})
