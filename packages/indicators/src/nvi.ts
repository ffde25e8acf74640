import { defineIndicator, type FeedOptions, type IndicatorType } from '@tapeline/core/indicator'
import { VolumeIndex } from './volume-index.js'

class Nvi extends VolumeIndex {
  constructor() {
    super(-1)
  }
}

/**
 * Negative volume index: compounds the change of the close over the bars whose volume is less than that of the bar
 * before; on others it stands still. Quiet bars are said to belong to informed money.
 *
 * A plain number that begins with 1000 at bar 1; a change from a price of 0 is left out; O(1). Formula: Fosback
 * 1976, Tulip nvi.
 *
 * @example
 * ```ts
 * import { nvi } from '@tapeline/indicators'
 * const live = nvi.create()
 * live.update(100, 50) // close, volume
 * live.update(110, 40)
 * console.log(live.update(220, 60)) // 1100
 * ```
 */
export const nvi: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'nvi',
  title: 'Negative volume index',
  tells: 'How the market moves on quiet days, when those who know are said to trade.',
  params: {},
  inputs: ['close', 'volume'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Fosback 1976; Tulip nvi',
  total: true,
  kernel: Nvi,
})
