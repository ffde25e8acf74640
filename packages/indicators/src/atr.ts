import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  surelySamples,
  type FeedOptions,
  type IndicatorType,
} from '@tapeline/core/indicator'
import { FIRST_RANGE, type FirstRange } from './true-range-mean.js'
import { trueRange } from './true-range.js'

/** Parameters of the average true range; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AtrParams extends FeedOptions {
  /** True ranges in the first mean, and 1 / period the weight of the newest, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Whether the first bar has a range: `none`, as TA-Lib, unless said; `highLow`, its high less its low, as talipp and Tulip: one bar earlier. */
  readonly firstRange?: FirstRange | undefined
}

class Atr extends IndicatorInstance {
  private readonly period: number
  private readonly weight: number
  /** 1 where the first bar has a range. */
  private readonly extra: number
  /** Mean range up to the last permanent bar; while warming up, their sum. */
  private past: number = NaN
  private current: number = NaN
  private previousClose: number = NaN
  private close: number = NaN
  /** Once warm, bars that are together below this need no other look; until then NaN. */
  private plain: number = NaN

  constructor({ period, firstRange }: { readonly period: number; readonly firstRange: FirstRange }) {
    super()
    this.period = period
    this.weight = 1 / period
    this.extra = firstRange === 'none' ? 0 : 1
    this.past = 0
    this.current = 0
  }

  static runAll(group: readonly Atr[], from: number, to: number): void {
    for (let at = 0; at < group.length; at++) {
      const atr = group[at] as Atr
      const [high, low, close] = atr.inputs as [Float64Array, Float64Array, Float64Array]
      const output = atr.outputs[0] as Float64Array
      let i = from
      while (i < to) {
        if (atr.committed + atr.extra > atr.period) i = atr.follow(high, low, close, output, i, to)
        if (i === to) break
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(h) && isSample(l) && isSample(c)) {
          atr.commit()
          output[i] = atr.amend(h, l, c)
        } else {
          output[i] = NaN
        }
        i++
      }
    }
  }

  override update(high: number, low: number, close: number): number {
    if (
      typeof high === 'number' &&
      typeof low === 'number' &&
      typeof close === 'number' &&
      Math.abs(high) + Math.abs(low) + Math.abs(close) < this.plain
    ) {
      // What `commit` and `amend` do, without asking again.
      this.committed++
      const { current: past, close: previous } = this
      this.past = past
      this.previousClose = previous
      this.close = close
      const mean = past + this.weight * (trueRange(high, low, previous) - past)
      this.current = mean
      return (this.main = mean)
    }
    if (!isSample(high) || !isSample(low) || !isSample(close)) return this.reject()
    this.commit()
    this.main = this.amend(high, low, close)
    return this.main
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past = this.current
    this.previousClose = this.close
  }

  override amend(high: number, low: number, close: number): number {
    this.close = close
    const count = this.committed + this.extra
    if (count > this.period) {
      this.plain = 1e100
      return (this.current = this.past + this.weight * (trueRange(high, low, this.previousClose) - this.past))
    }
    this.seed(high, low, count)
    return count < this.period ? NaN : this.current
  }

  /** Once warm, runs rows two at a time, mean and close held in registers, and stops where one is no sample or none is left. */
  private follow(
    high: Float64Array,
    low: Float64Array,
    close: Float64Array,
    output: Float64Array,
    from: number,
    to: number,
  ): number {
    const weight = this.weight
    let { current, close: newest } = this
    let i = from
    for (; i + 1 < to; i += 2) {
      const h = high[i] as number
      const l = low[i] as number
      const c = close[i] as number
      const nextHigh = high[i + 1] as number
      const nextLow = low[i + 1] as number
      const nextClose = close[i + 1] as number
      if (!surelySamples(h, l, c) || !surelySamples(nextHigh, nextLow, nextClose)) break
      current += weight * (trueRange(h, l, newest) - current)
      output[i] = current
      current += weight * (trueRange(nextHigh, nextLow, c) - current)
      output[i + 1] = current
      newest = nextClose
    }
    if (i === from) return i
    this.past = output[i - 2] as number
    this.current = current
    this.previousClose = close[i - 2] as number
    this.close = newest
    this.committed += i - from
    return i
  }

  /** The first value is the plain mean of the first `period` true ranges. */
  private seed(high: number, low: number, count: number): void {
    if (count === 0) return
    const range = this.committed === 0 ? high - low : trueRange(high, low, this.previousClose)
    const sum = this.past + range
    this.current = count < this.period ? sum : sum / this.period
  }
}

/**
 * Average true range (Wilder 1978): how far price moves in a bar, gaps from the bar before included. The usual yard for
 * stops and position sizes.
 *
 * Unit of price; first value at bar `period + 1`, since the first bar has no true range, as TA-Lib; with
 * `firstRange: 'highLow'` one bar earlier, as talipp and Tulip, and TradingView by its manual; O(1).
 *
 * @example
 * ```ts
 * import { atr } from '@tapeline/indicators'
 * const live = atr.create({ period: 2 })
 * live.update(11, 9, 10)
 * live.update(13, 10, 12)
 * console.log(live.update(12, 11, 11)) // 2
 * ```
 */
export const atr: IndicatorType<AtrParams, 'value'> = /*#__PURE__*/ defineIndicator<AtrParams, 'value'>({
  name: 'atr',
  title: 'Average true range',
  tells: 'How far price moves in a bar, gaps included: a yard for stops and sizes.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    firstRange: FIRST_RANGE,
  },
  inputs: ['high', 'low', 'close'],
  outputs: { value: 'price' },
  pane: 'own',
  warmup: ({ period, firstRange }) => ({ samples: firstRange === 'none' ? period + 1 : period }),
  cost: 'O(1)',
  source: 'TA-Lib ATR; Wilder 1978',
  talib: { name: 'ATR', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Atr,
})
