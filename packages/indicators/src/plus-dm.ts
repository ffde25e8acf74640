import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { DirectionalMovement } from './directional-movement.js'

/** Parameters of `plusDm`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface PlusDmParams extends FeedOptions {
  /** Bars of the smoothing, 1 (none) to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class PlusDm extends IndicatorInstance {
  /** Index of the first bar with a value; the first bar of all has none before it to move from. */
  private readonly first: number
  private readonly movement: DirectionalMovement

  constructor({ period }: { readonly period: number }) {
    super()
    this.first = Math.max(period - 1, 1)
    this.movement = new DirectionalMovement(period)
  }

  static runAll(group: readonly PlusDm[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        output[i] = NaN
        if (!isSample(high[i]) || !isSample(low[i])) continue
        one.commit()
        one.movement.read(high, low, low, i, one.committed)
        if (one.committed >= one.first) output[i] = one.movement.plus
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.movement.commit()
  }

  override amend(high: number, low: number): number {
    this.movement.amend(high, low, low, this.committed)
    return this.committed < this.first ? NaN : this.movement.plus
  }
}

/**
 * Upward directional movement (Wilder 1978): how far bars reach above the high of the bar before, where they do so farther than
 * to the other side, summed with Wilder's smoothing.
 *
 * Unit of price; first value at bar `period`, not before 2; O(1). Formula: TA-Lib PLUS_DM; a `period` of 1 does not smooth.
 *
 * @example
 * ```ts
 * import { plusDm } from '@tapeline/indicators'
 * const live = plusDm.create({ period: 2 })
 * live.update(11, 9) // high, low
 * live.update(13, 10)
 * console.log(live.update(16, 12)) // 4
 * ```
 */
export const plusDm: IndicatorType<PlusDmParams, 'value'> = /*#__PURE__*/ defineIndicator<PlusDmParams, 'value'>({
  name: 'plusDm',
  title: 'Upward directional movement',
  tells: 'How far the bars reach above those before them, smoothed.',
  params: { period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' } },
  inputs: ['high', 'low'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: Math.max(period, 2) }),
  cost: 'O(1)',
  source: 'TA-Lib PLUS_DM; Wilder 1978',
  talib: { name: 'PLUS_DM', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: PlusDm,
})
