import { defineIndicator, type FeedOptions, type IndicatorType, type Settled } from '@tapeline/core/indicator'
import { ParabolicStop } from './parabolic-stop.js'

/** Parameters of `sarExt`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface SarExtParams extends FeedOptions {
  /** The first stop: above 0 of a long position, below 0 of a short one; 0, unless said, as `sar` begins. -1e12 to 1e12. */
  readonly startValue?: number | undefined
  /** How much farther away the stop is set when it turns, as a share of it, 0 to 1; 0 unless said. */
  readonly offsetOnReverse?: number | undefined
  /** The share of the way that the stop of a long position goes at first, 0 to 1; 0.02 unless said. */
  readonly accelerationInitLong?: number | undefined
  /** What a new high adds to that share, 0 to 1; 0.02 unless said. */
  readonly accelerationLong?: number | undefined
  /** The most that share grows to, 0 to 1; 0.2 unless said. */
  readonly accelerationMaxLong?: number | undefined
  /** The same three of a short position; 0.02, 0.02 and 0.2 unless said. */
  readonly accelerationInitShort?: number | undefined
  readonly accelerationShort?: number | undefined
  readonly accelerationMaxShort?: number | undefined
}

class SarExt extends ParabolicStop {
  constructor(params: Settled<SarExtParams>) {
    super(
      { first: params.accelerationInitLong, add: params.accelerationLong, most: params.accelerationMaxLong },
      { first: params.accelerationInitShort, add: params.accelerationShort, most: params.accelerationMaxShort },
      params.startValue,
      params.offsetOnReverse,
    )
  }
}

/**
 * Parabolic stop and reverse with rules of their own for long and short positions: as `sar`, with a start of one's own and
 * room for error where it turns. Stops of short positions are told as negative numbers.
 *
 * Unit of price, below 0 while falling; first value at bar 2; O(1). Formula: TA-Lib SAREXT.
 *
 * @example
 * ```ts
 * import { sarExt } from '@tapeline/indicators'
 * const live = sarExt.create({ startValue: -13 })
 * live.update(11, 9) // high, low
 * live.update(12, 10)
 * console.log(live.update(11, 9)) // -12.94
 * ```
 */
export const sarExt: IndicatorType<SarExtParams, 'value'> = /*#__PURE__*/ defineIndicator<SarExtParams, 'value'>({
  name: 'sarExt',
  title: 'Parabolic stop and reverse, extended',
  tells: 'Where to trail a stop, with other rules for short positions than for long ones.',
  params: {
    startValue: { kind: 'number', default: 0, min: -1e12, max: 1e12 },
    offsetOnReverse: { kind: 'number', default: 0, min: 0, max: 1 },
    accelerationInitLong: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationLong: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationMaxLong: { kind: 'number', default: 0.2, min: 0, max: 1 },
    accelerationInitShort: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationShort: { kind: 'number', default: 0.02, min: 0, max: 1 },
    accelerationMaxShort: { kind: 'number', default: 0.2, min: 0, max: 1 },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: () => ({ samples: 2 }),
  cost: 'O(1)',
  source: 'TA-Lib SAREXT; Wilder 1978',
  talib: {
    name: 'SAREXT',
    params: {
      startValue: 'optInStartValue',
      offsetOnReverse: 'optInOffsetOnReverse',
      accelerationInitLong: 'optInAccelerationInitLong',
      accelerationLong: 'optInAccelerationLong',
      accelerationMaxLong: 'optInAccelerationMaxLong',
      accelerationInitShort: 'optInAccelerationInitShort',
      accelerationShort: 'optInAccelerationShort',
      accelerationMaxShort: 'optInAccelerationMaxShort',
    },
    outputs: { value: 'outReal' },
  },
  total: true,
  kernel: SarExt,
})
