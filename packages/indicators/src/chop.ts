import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  RangeWindow,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { log, logAt } from '@tapeline/core/math'
import { TermSum } from './term-sum.js'
import { finite } from './finite.js'

/** Parameters of `chop`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ChopParams extends FeedOptions {
  /** Bars in the sum and the range, 2 to 100000; 14 unless said. */
  readonly period?: number | undefined
}

/** What a logarithm is taken of, in place. */
const logs: Float64Array = new Float64Array(1)

class Chop extends IndicatorInstance {
  private readonly scale: number
  private readonly range: RangeWindow
  private readonly ranges: TermSum
  private previousClose: number = NaN
  private close: number = NaN

  constructor({ period }: Settled<ChopParams>) {
    super()
    this.scale = 100 / log(period)
    this.range = new RangeWindow(period)
    this.ranges = new TermSum(period)
  }

  static runAll(group: readonly Chop[], from: number, to: number): void {
    for (const one of group) {
      const [high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      const { range } = one
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        range.high = h
        range.low = l
        one.close = c
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.range.push()
    this.ranges.push()
    this.previousClose = this.close
  }

  override amend(high: number, low: number, close: number): number {
    this.range.high = high
    this.range.low = low
    this.close = close
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    this.main = NaN
    if (this.committed === 0) return
    const { range, ranges, previousClose: previous } = this
    const { high, low } = range
    ranges.include((high > previous ? high : previous) - (low < previous ? low : previous))
    range.look()
    logs[0] = ranges.value / (range.highest - range.lowest)
    logAt(logs, 0)
    this.main = finite(this.scale * (logs[0] as number))
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
