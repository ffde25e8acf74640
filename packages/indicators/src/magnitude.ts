import {
  defineIndicator,
  HELD_PARAMS,
  isSample,
  type HeldOptions,
  type IndicatorType,
  type TickIndicator,
} from '@tapeline/core/indicator'
import { HeldPair, pairWarmup } from './held-pair.js'

/** Parameters of the magnitude of a move; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface MagnitudeParams extends HeldOptions {
  /** `[t1, t2]`, seconds before now, of the window that is judged; [10, 0] unless said. */
  readonly current?: readonly [number, number] | undefined
  /** `[t3, t4]`, seconds before now, of the window it is compared with; [60, 30] unless said. */
  readonly baseline?: readonly [number, number] | undefined
}

class Magnitude extends HeldPair {
  protected override read(): void {
    this.current.update(this)
    this.baseline.update(this)
    const { average } = this.baseline
    const magnitude = (100 * (this.current.average - average)) / average
    this.main = isSample(magnitude) ? magnitude : NaN
  }
}

/**
 * Magnitude of a move: how far the current window's time-weighted average lies from the baseline's, in per cent of the latter. What a
 * pump has gained so far, whatever time it took.
 *
 * Per cent; null until both windows cover some time after the first tick, or while the baseline's average is 0. O(1) amortised.
 *
 * @example
 * ```ts
 * import { magnitude } from '@tapeline/indicators'
 * const live = magnitude.create({ current: [10, 0], baseline: [20, 10] })
 * live.update(0, 100) // ms, price
 * live.update(10_000, 101)
 * console.log(live.update(20_000, 101)) // 1
 * ```
 */
export const magnitude: IndicatorType<MagnitudeParams, 'value', TickIndicator<'value'>> = /*#__PURE__*/ defineIndicator<
  MagnitudeParams,
  'value',
  TickIndicator<'value'>
>({
  name: 'magnitude',
  title: 'Magnitude of a move',
  tells: 'How far price has moved from an earlier level.',
  params: {
    current: { kind: 'window', default: [10, 0] },
    baseline: { kind: 'window', default: [60, 30] },
    ...HELD_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: pairWarmup,
  cost: 'O(1)',
  source: '100 (twpa(current) - twpa(baseline)) / twpa(baseline)',
  total: false,
  kernel: Magnitude,
})
