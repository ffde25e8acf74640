import { defineIndicator, type FeedOptions, type IndicatorType, type Settled } from '@tapeline/core/indicator'
import { ParabolicStop } from './parabolic-stop.js'

/** Parameters of `sar`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SarParams extends FeedOptions {
  /** What a new extreme adds to the share of the way that the stop goes, 0 to 1; 0.02 unless said. */
  readonly acceleration?: number | undefined
  /** The most that share grows to, 0 to 1; 0.2 unless said. */
  readonly maximum?: number | undefined
}

class Sar extends ParabolicStop {
  constructor({ acceleration, maximum }: Settled<SarParams>) {
    const pace = { first: acceleration, add: acceleration, most: maximum }
    super(pace, pace)
  }

  protected override look(): void {
    super.look()
    this.main = this.direction * this.main
  }
}

/**
 * Parabolic stop and reverse (Wilder 1978): where to trail the stop of a position that follows the trend. It comes nearer the
 * longer the trend makes new extremes; where price touches it, it jumps to the other side.
 *
 * Unit of price; first value at bar 2; O(1). Formula: TA-Lib SAR, with its rules for the start and for ties (up to 1.5 % from
 * others until the first turn that they share).
 *
 * @example
 * ```ts
 * import { sar } from '@tapeline/indicators'
 * const live = sar.create()
 * live.update(11, 9) // high, low
 * live.update(12, 10)
 * live.update(14, 12)
 * console.log(live.value) // 9.06
 * ```
 */
export const sar: IndicatorType<SarParams, 'value'> = /*#__PURE__*/ defineIndicator<SarParams, 'value'>({
  name: 'sar',
  title: 'Parabolic stop and reverse',
  tells: 'Where to trail the stop of a position that follows the trend.',
  params: {
    acceleration: { kind: 'number', default: 0.02, min: 0, max: 1 },
    maximum: { kind: 'number', default: 0.2, min: 0, max: 1 },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'price',
  warmup: () => ({ samples: 2 }),
  cost: 'O(1)',
  source: 'TA-Lib SAR; Wilder 1978',
  talib: {
    name: 'SAR',
    params: { acceleration: 'optInAcceleration', maximum: 'optInMaximum' },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: Sar,
})
