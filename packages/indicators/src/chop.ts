import {
  defineIndicator,
  ExtremeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { log } from '@tapeline/core/math'
import { TermSum } from './term-sum.js'
import { finite } from './finite.js'

/** Parameters of `chop`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ChopParams extends FeedOptions {
  /** Bars in the sum and the range, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

class Chop extends IndicatorInstance {
  private readonly scale: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private readonly ranges: TermSum
  private previousClose: number = NaN
  private high: number = NaN
  private low: number = NaN
  private close: number = NaN

  constructor({ period }: Settled<ChopParams>) {
    super()
    this.scale = 100 / log(period)
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
    this.ranges = new TermSum(period)
  }

  static runAll(group: readonly Chop[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l, c)
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.high)
    this.lows.push(this.low)
    this.ranges.push()
    this.previousClose = this.close
  }

  override amend(high: number, low: number, close: number): number {
    this.main = NaN
    this.high = high
    this.low = low
    this.close = close
    if (this.committed === 0) return this.main
    const previous = this.previousClose
    this.ranges.include((high > previous ? high : previous) - (low < previous ? low : previous))
    const whole = this.highs.including(high) - this.lows.including(low)
    const index = this.scale * log(this.ranges.value / whole)
    this.main = finite(index)
    return this.main
  }
}

/**
 * Choppiness index (Dreiss): how much of its way the market walks to and fro: the logarithm, to base `period`, of
 * the sum of true ranges by the range of the newest `period` bars. Above 62 it goes sideways, below 38 it trends.
 *
 * Per cent; first value at bar `period + 1`, since the first bar has no true range, null while the window has no
 * range; O(1) amortised. Range from highs and lows, as TradingView and talipp (Skender: from true highs and lows).
 *
 * @example
 * ```ts
 * import { chop } from '@tapeline/indicators'
 * const live = chop.create({ period: 2 })
 * live.update(11, 9, 10) // high, low, close
 * live.update(12, 10, 11)
 * console.log(live.update(12, 10, 11)) // 100
 * ```
 */
export const chop: IndicatorType<ChopParams, 'value'> = /*#__PURE__*/ defineIndicator<ChopParams, 'value'>({
  name: 'chop',
  title: 'Choppiness index',
  tells: 'Whether the market goes sideways (near 100) or straight (near 0).',
  params: {
    period: { kind: 'whole', default: 14, min: 2, max: 100_000, unit: 'bars' },
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Dreiss 1993; TradingView, talipp',
  total: false,
  kernel: Chop,
})
