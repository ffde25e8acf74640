import {
  defineIndicator,
  TICK_PARAMS,
  type IndicatorType,
  type TickIndicator,
  type TickOptions,
  type TradedSizeWindow,
} from '@tapeline/core/indicator'
import { Surge, wholeParts } from './surge.js'

/** Parameters of the volume surge; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VolumeSurgeParams extends TickOptions {
  /** `[t1, t2]`, seconds before now, of the window that is judged; [30, 0] unless said. */
  readonly current?: readonly [number, number] | undefined
  /** `[t3, t4]`, seconds before now, of the window that says what is normal; [600, 30] unless said. */
  readonly baseline?: readonly [number, number] | undefined
  /**
   * What is normal: the `mean` rate of the baseline, or the `median` over the stretches as long as the current window that make
   * it up (their number must be whole, 1000 at most), which one earlier burst cannot spoil; `mean` unless said.
   */
  readonly normal?: 'mean' | 'median' | undefined
}

class VolumeSurge extends Surge {
  protected override readonly needsSize: boolean = true

  protected override amount(window: TradedSizeWindow): number {
    return window.total
  }
}

/**
 * Volume surge: the rate of trading in the current window over that in the baseline. 1 is normal, 5 is five times as busy.
 *
 * A plain ratio; null until the whole baseline lies after the first tick, or while nothing was traded in it. O(1)
 * amortised; with `normal: 'median'`, O(parts of the baseline).
 *
 * @example
 * ```ts
 * import { volumeSurge } from '@tapeline/indicators'
 * const live = volumeSurge.create({ current: [10, 0], baseline: [30, 10] })
 * live.update(0, 100, 1) // ms, price, size
 * live.update(10_000, 100, 2)
 * live.update(20_000, 100, 2)
 * console.log(live.update(30_000, 100, 6)) // 3
 * ```
 */
export const volumeSurge: IndicatorType<
  VolumeSurgeParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<VolumeSurgeParams, 'value', TickIndicator<'value'>>({
  name: 'volumeSurge',
  title: 'Volume surge',
  tells: 'How much busier trading is than it was: 1 is normal.',
  params: {
    current: { kind: 'window', default: [30, 0] },
    baseline: { kind: 'window', default: [600, 30] },
    normal: { kind: 'choice', default: 'mean', choices: ['mean', 'median'] },
    ...TICK_PARAMS,
  },
  inputs: ['ts', 'price', 'size'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ baseline }) => ({ ms: baseline[0] * 1000 }),
  check: (windows) => wholeParts('volumeSurge', windows),
  cost: 'O(1)',
  source: '(size(current) / length) / (size(baseline) / length)',
  total: false,
  kernel: VolumeSurge,
})
