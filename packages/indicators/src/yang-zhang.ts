import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'
import { logAt } from '@tapeline/core/math'
import { TermSum } from './term-sum.js'
import { TermMoments } from './term-moments.js'

/** Parameters of `yangZhang`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface YangZhangParams extends FeedOptions {
  /** Bars in the deviations, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars a year: 252 days of a stock exchange, 365 of a market that never closes, 1 to 31622400; 252 unless said. */
  readonly perYear?: number | undefined
}

class YangZhang extends IndicatorInstance {
  private readonly perYear: number
  private readonly period: number
  private readonly share: number
  private readonly gaps: TermMoments
  private readonly bodies: TermMoments
  private readonly inside: TermSum
  private open: number = NaN
  private high: number = NaN
  private low: number = NaN
  private previousClose: number = NaN
  private close: number = NaN

  constructor({ period, perYear }: Settled<YangZhangParams>) {
    super()
    this.perYear = perYear
    this.period = period
    this.share = 0.34 / (1.34 + (period + 1) / (period - 1))
    this.gaps = new TermMoments(period)
    this.bodies = new TermMoments(period, (period - 1) >> 1)
    this.inside = new TermSum(period, (period - 1) >> 2)
  }

  static runAll(group: readonly YangZhang[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (!isSample(o) || !isSample(h) || !isSample(l) || !isSample(c)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.open = o
        one.high = h
        one.low = l
        one.close = c
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.gaps.push()
    this.bodies.push()
    this.inside.push()
    this.previousClose = this.close
  }

  override amend(open: number, high: number, low: number, close: number): number {
    this.open = open
    this.high = high
    this.low = low
    this.close = close
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    const { open, high, low, close, share, period } = this
    this.main = NaN
    if (this.committed === 0) return
    logs[0] = open / this.previousClose
    logs[1] = high / open
    logs[2] = low / open
    logs[3] = close / open
    for (let at = 0; at < 4; at++) logAt(logs, at)
    this.gaps.include(logs[0] as number)
    const up = logs[1] as number
    const down = logs[2] as number
    const body = logs[3] as number
    this.bodies.include(body)
    this.inside.include(up * (up - body) + down * (down - body))
    const between = (this.gaps.squares + share * this.bodies.squares) / (period - 1)
    this.main = 100 * Math.sqrt(this.perYear * (between + ((1 - share) * this.inside.value) / period))
  }
}

/** Numbers on their way into a logarithm and out of it: those that cross a call may be boxed. */
const logs: Float64Array = /*#__PURE__*/ new Float64Array(4)

/**
 * Yang-Zhang volatility: the standard deviation of returns that the newest `period` bars imply, of gaps, bodies
 * and what lies between (Rogers-Satchell) in the shares that make its error least. It minds drift and gaps, and is
 * the choice where a market closes overnight.
 *
 * Per cent a year; first value at bar `period + 1`, since the first bar has no gap, null while a price of the
 * window is not above 0; O(1) amortised; exactly 0 in a market that stands still. Deviations of gaps and bodies
 * are those of a sample (n - 1).
 *
 * @example
 * ```ts
 * import { yangZhang } from '@tapeline/indicators'
 * const live = yangZhang.create({ period: 2, perYear: 1 })
 * live.update(100, 104, 99, 102) // open, high, low, close
 * live.update(103, 105, 101, 104)
 * console.log(live.update(104, 106, 100, 101).toFixed(3)) // 3.256
 * ```
 */
export const yangZhang: IndicatorType<YangZhangParams, 'value'> = /*#__PURE__*/ defineIndicator<
  YangZhangParams,
  'value'
>({
  name: 'yangZhang',
  title: 'Yang-Zhang volatility',
  tells: 'How much the market moves, gaps between bars included, whether or not it drifts.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'bars' },
    perYear: { kind: 'number', default: 252, min: 1, max: 31_622_400 },
  },
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'Yang, Zhang 2000',
  total: false,
  kernel: YangZhang,
})
