import {
  defineIndicator,
  TICK_PARAMS,
  type IndicatorType,
  type TickIndicator,
  type TickOptions,
  type TradedSizeWindow,
} from '@tapeline/core/indicator'
import { Surge, wholeParts } from './surge.js'

/** Parameters of the surge of the rate of trades; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface TradeRateSurgeParams extends TickOptions {
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

class TradeRateSurge extends Surge {
  protected override amount(window: TradedSizeWindow): number {
    return window.count
  }
}

/**
 * Surge of the rate of trades: trades a second in the current window over those in the baseline, whatever their sizes. 1 is
 * normal; many small trades show here before they show in the volume.
 *
 * A plain ratio; null until the whole baseline lies after the first tick, or while it had no trade. O(1) amortised;
 * with `normal: 'median'`, O(parts of the baseline).
 *
 * @example
 * ```ts
 * import { tradeRateSurge } from '@tapeline/indicators'
 * const live = tradeRateSurge.create({ current: [10, 0], baseline: [30, 10] })
 * for (const ts of [0, 10_000, 20_000, 25_000, 27_000]) live.update(ts, 100) // ms, price
 * console.log(live.update(30_000, 100)) // 3
 * ```
 */
export const tradeRateSurge: IndicatorType<
  TradeRateSurgeParams,
  'value',
  TickIndicator<'value'>
> = /*#__PURE__*/ defineIndicator<TradeRateSurgeParams, 'value', TickIndicator<'value'>>({
  name: 'tradeRateSurge',
  title: 'Surge of the rate of trades',
  tells: 'How many more trades there are than there were: 1 is normal.',
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
  check: (windows) => wholeParts('tradeRateSurge', windows),
  cost: 'O(1)',
  source: '(trades(current) / length) / (trades(baseline) / length)',
  total: false,
  kernel: TradeRateSurge,
})
