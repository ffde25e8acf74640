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

/** Parameters of `rogersSatchell`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface RogersSatchellParams extends FeedOptions {
  /** Bars in the mean, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars a year: 252 days of a stock exchange, 365 of a market that never closes, 1 to 31622400; 252 unless said. */
  readonly perYear?: number | undefined
}

class RogersSatchell extends IndicatorInstance {
  private readonly scale: number
  private readonly terms: TermSum

  constructor({ period, perYear }: Settled<RogersSatchellParams>) {
    super()
    this.scale = perYear / period
    this.terms = new TermSum(period)
  }

  static runAll(group: readonly RogersSatchell[], from: number, to: number): void {
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
        logs[0] = h / o
        logs[1] = l / o
        logs[2] = c / o
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.terms.push()
  }

  override amend(open: number, high: number, low: number, close: number): number {
    logs[0] = high / open
    logs[1] = low / open
    logs[2] = close / open
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    for (let at = 0; at < 3; at++) logAt(logs, at)
    const up = logs[0] as number
    const down = logs[1] as number
    const body = logs[2] as number
    this.terms.include(up * (up - body) + down * (down - body))
    this.main = 100 * Math.sqrt(this.scale * this.terms.value)
  }
}

/** Numbers on their way into a logarithm and out of it: those that cross a call may be boxed. */
const logs: Float64Array = /*#__PURE__*/ new Float64Array(3)

/**
 * Rogers-Satchell volatility: the standard deviation of returns that the prices of the newest `period` bars imply,
 * whether or not they drift. Gaps between bars are left out.
 *
 * Per cent a year; first value at bar `period`, null while a price of the window is not above 0; O(1) amortised;
 * exactly 0 in a market that stands still. Formula: sqrt(perYear x mean of ln(high / close) ln(high / open) +
 * ln(low / close) ln(low / open)).
 *
 * @example
 * ```ts
 * import { rogersSatchell } from '@tapeline/indicators'
 * const live = rogersSatchell.create({ period: 1, perYear: 1 })
 * console.log(live.update(100, 110, 95, 105).toFixed(3)) // 9.781
 * ```
 */
export const rogersSatchell: IndicatorType<RogersSatchellParams, 'value'> = /*#__PURE__*/ defineIndicator<
  RogersSatchellParams,
  'value'
>({
  name: 'rogersSatchell',
  title: 'Rogers-Satchell volatility',
  tells: 'How much the market moves, whether or not it drifts.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
    perYear: { kind: 'number', default: 252, min: 1, max: 31_622_400 },
  },
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Rogers, Satchell 1991',
  total: false,
  kernel: RogersSatchell,
})
