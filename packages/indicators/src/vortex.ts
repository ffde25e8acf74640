import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { TermSum } from './term-sum.js'
import { finite } from './finite.js'

/** Parameters of `vortex`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface VortexParams extends FeedOptions {
  /** Bars in the sums, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Vortex extends IndicatorInstance {
  private readonly rises: TermSum
  private readonly falls: TermSum
  private readonly ranges: TermSum
  private previousHigh: number = NaN
  private previousLow: number = NaN
  private previousClose: number = NaN
  private high: number = NaN
  private low: number = NaN
  private close: number = NaN

  constructor({ period }: Settled<VortexParams>) {
    super()
    this.rises = new TermSum(period)
    this.falls = new TermSum(period)
    this.ranges = new TermSum(period)
  }

  static runAll(group: readonly Vortex[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const [plus, minus] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          plus[i] = NaN
          minus[i] = NaN
          continue
        }
        one.commit()
        one.high = h
        one.low = l
        one.close = c
        one.look()
        plus[i] = one.main
        minus[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.rises.push()
    this.falls.push()
    this.ranges.push()
    this.previousHigh = this.high
    this.previousLow = this.low
    this.previousClose = this.close
  }

  override amend(high: number, low: number, close: number): number {
    this.high = high
    this.low = low
    this.close = close
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    const { high, low } = this
    this.main = NaN
    if (this.committed === 0) return
    this.rises.include(Math.abs(high - this.previousLow))
    this.falls.include(Math.abs(low - this.previousHigh))
    const previous = this.previousClose
    this.ranges.include((high > previous ? high : previous) - (low < previous ? low : previous))
    const range = this.ranges.value
    const plus = this.rises.value / range
    const minus = this.falls.value / range
    this.second = finite(minus)
    this.main = finite(plus)
  }
}

/**
 * Vortex indicator: sums over the newest `period` bars of the way from the low before to the high (plus) and from
 * the high before to the low (minus), as shares of the true range. A trend begins where the lines cross, the one
 * on top says which.
 *
 * Plain numbers around 1; first values at bar `period + 1`, null while nothing moves in the window; O(1)
 * amortised, free of drift.
 *
 * @example
 * ```ts
 * import { vortex } from '@tapeline/indicators'
 * const live = vortex.create({ period: 1 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(14, 10, 13)
 * console.log(live.values) // { plus: 1.25, minus: 0.25 }
 * ```
 */
export const vortex: IndicatorType<VortexParams, 'plus' | 'minus'> = /*#__PURE__*/ defineIndicator<
  VortexParams,
  'plus' | 'minus'
>({
  name: 'vortex',
  title: 'Vortex indicator',
  tells: 'Whether the market climbs or falls: the upper line leads.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { plus: 'ratio', minus: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Botes, Siepman 2010; talipp',
  total: false,
  kernel: Vortex,
})
