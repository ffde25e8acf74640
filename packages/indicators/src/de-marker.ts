import {
  BlockSum,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `deMarker`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface DeMarkerParams extends FeedOptions {
  /** Bars in both sums, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class DeMarker extends IndicatorInstance {
  private readonly period: number
  private readonly rises: BlockSum
  private readonly falls: BlockSum
  private previousHigh: number = NaN
  private previousLow: number = NaN
  private high: number = NaN
  private low: number = NaN
  private rise: number = NaN
  private fall: number = NaN

  constructor({ period }: Settled<DeMarkerParams>) {
    super()
    this.period = period
    this.rises = new BlockSum(period - 1)
    this.falls = new BlockSum(period - 1)
  }

  static runAll(group: readonly DeMarker[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (isSample(h) && isSample(l)) {
          one.commit()
          output[i] = one.amend(h, l)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previousHigh = this.high
    this.previousLow = this.low
    if (this.committed < 2) return
    this.rises.push(this.rise)
    this.falls.push(this.fall)
  }

  override amend(high: number, low: number): number {
    this.high = high
    this.low = low
    this.rise = Math.max(high - this.previousHigh, 0)
    this.fall = Math.max(this.previousLow - low, 0)
    if (this.committed < this.period) return this.main
    const rises = this.rises.including(this.rise)
    const share = rises / (rises + this.falls.including(this.fall))
    this.main = isSample(share) ? share : 0
    return this.main
  }
}

/**
 * DeMarker (DeMark 1994): by how much highs rose, as a share of that and of by how much lows fell. Above 0.7 buyers are near the
 * end of their strength, below 0.3 sellers.
 *
 * A ratio, 0 to 1; first value at bar `period + 1`; O(1) amortised. Sums over the window, as MetaTrader, with its 0 where
 * neither moved.
 *
 * @example
 * ```ts
 * import { deMarker } from '@tapeline/indicators'
 * const { value } = deMarker.batch({ high: Float64Array.of(10, 13, 12), low: Float64Array.of(8, 9, 8) }, { period: 2 })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 0.75 ]
 * ```
 */
export const deMarker: IndicatorType<DeMarkerParams, 'value'> = /*#__PURE__*/ defineIndicator<DeMarkerParams, 'value'>({
  name: 'deMarker',
  title: 'DeMarker',
  tells: 'Whether new highs come more readily than new lows: exhaustion above 0.7 and below 0.3.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'DeMark 1994',
  total: true,
  kernel: DeMarker,
})
