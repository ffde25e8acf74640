import {
  BlockSum,
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { FourBarMean } from './four-bar-mean.js'

/** Parameters of `rvgi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RvgiParams extends FeedOptions {
  /** Bars in both sums, 1 to 100000; 10 unless said. */
  readonly period?: number | undefined
}

class Rvgi extends IndicatorInstance {
  private readonly period: number
  private readonly bodies: BlockSum
  private readonly ranges: BlockSum
  private readonly body: FourBarMean
  private readonly range: FourBarMean
  private readonly signal: FourBarMean

  constructor({ period }: Settled<RvgiParams>) {
    super()
    this.period = period
    this.bodies = new BlockSum(period - 1)
    this.ranges = new BlockSum(period - 1)
    this.body = new FourBarMean()
    this.range = new FourBarMean()
    this.signal = new FourBarMean()
  }

  static runAll(group: readonly Rvgi[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const [rvgi, signal] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(o) && isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          rvgi[i] = one.amend(o, h, l, c)
          signal[i] = one.second
        } else {
          rvgi[i] = NaN
          signal[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    if (this.committed > 3) {
      this.bodies.push(this.body.value)
      this.ranges.push(this.range.value)
    }
    this.body.push()
    this.range.push()
    if (this.committed > this.period + 2) this.signal.push()
  }

  override amend(open: number, high: number, low: number, close: number): number {
    this.body.newest = close - open
    this.body.step()
    this.range.newest = high - low
    this.range.step()
    if (this.committed < this.period + 2) return this.main
    const share = this.bodies.including(this.body.value) / this.ranges.including(this.range.value)
    const vigour = isSample(share) ? share : 0
    this.signal.newest = vigour
    this.signal.step()
    this.second = this.signal.value
    this.main = vigour
    return this.main
  }
}

/**
 * Relative vigour index (Ehlers 2002): the bodies of candles over their ranges, both weighed 1, 2, 2, 1 over four bars and summed
 * over `period`. In a rise bars close near their highs. The signal line weighs its own last four values in the same way.
 *
 * A ratio, -1 to 1; first value at bar `period + 3`, of the signal three later; O(1) amortised. As MetaTrader and TradingView; 0
 * where there is no range.
 *
 * @example
 * ```ts
 * import { rvgi } from '@tapeline/indicators'
 * const live = rvgi.create({ period: 1 })
 * for (const close of [11, 12, 11, 9]) live.update(10, 12, 8, close) // open, high, low, close
 * console.log(live.values) // { rvgi: 0.25, signal: null }
 * ```
 */
export const rvgi: IndicatorType<RvgiParams, 'rvgi' | 'signal'> = /*#__PURE__*/ defineIndicator<
  RvgiParams,
  'rvgi' | 'signal'
>({
  name: 'rvgi',
  title: 'Relative vigour index',
  tells: 'Whether bars close away from where they opened: the vigour behind a move.',
  params: {
    period: { kind: 'whole', default: 10, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { rvgi: 'ratio', signal: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 6 }),
  cost: 'O(1)',
  source: 'Ehlers 2002',
  total: true,
  kernel: Rvgi,
})
