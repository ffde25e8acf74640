import { defineIndicator, type FeedOptions, type IndicatorType } from '@tapeline/core/indicator'
import { VolumeIndex } from './volume-index.js'

class Pvi extends VolumeIndex {
  constructor() {
    super(1)
  }
}

/**
 * Positive volume index: compounds the change of the close over the bars whose volume is more than that of the bar
 * before; on others it stands still. Busy bars are said to belong to the crowd.
 *
 * A plain number that begins with 1000 at bar 1; a change from a price of 0 is left out; O(1). Formula: Fosback
 * 1976, Tulip pvi.
 *
 * @example
 * ```ts
 * import { pvi } from '@tapeline/indicators'
 * const live = pvi.create()
 * live.update(100, 50) // close, volume
 * live.update(110, 40)
 * console.log(live.update(165, 60)) // 1500
 * ```
 */
export const pvi: IndicatorType<FeedOptions, 'value'> = /*#__PURE__*/ defineIndicator<FeedOptions, 'value'>({
  name: 'pvi',
  title: 'Positive volume index',
  tells: 'How the market moves on busy days, when the crowd trades.',
  params: {},
  inputs: ['close', 'volume'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: () => ({ samples: 1 }),
  cost: 'O(1)',
  source: 'Fosback 1976; Tulip pvi',
  total: true,
  kernel: Pvi,
})
