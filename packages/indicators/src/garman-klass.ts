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

/** Parameters of `garmanKlass`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface GarmanKlassParams extends FeedOptions {
  /** Bars in the mean, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars a year: 252 days of a stock exchange, 365 of a market that never closes, 1 to 31622400; 252 unless said. */
  readonly perYear?: number | undefined
}

class GarmanKlass extends IndicatorInstance {
  private readonly scale: number
  private readonly terms: TermSum

  constructor({ period, perYear }: Settled<GarmanKlassParams>) {
    super()
    this.scale = perYear / period
    this.terms = new TermSum(period)
  }

  static runAll(group: readonly GarmanKlass[], from: number, to: number): void {
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
        logs[0] = h / l
        logs[1] = c / o
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
    logs[0] = high / low
    logs[1] = close / open
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    logAt(logs, 0)
    logAt(logs, 1)
    const swing = logs[0] as number
    const body = logs[1] as number
    this.terms.include((swing * swing) / 2 - (2 * Math.LN2 - 1) * body * body)
    this.main = 100 * Math.sqrt(this.scale * this.terms.value)
  }
}

/** Numbers on their way into a logarithm and out of it: those that cross a call may be boxed. */
const logs: Float64Array = /*#__PURE__*/ new Float64Array(2)

/**
 * Garman-Klass volatility: the standard deviation of returns that range and body of the newest `period` bars
 * imply; sharper than Parkinson's. It takes neither drift nor gaps between bars into account.
 *
 * Per cent a year; first value at bar `period`, null while a price of the window is not above 0; O(1) amortised;
 * exactly 0 in a market that stands still. Formula: sqrt(perYear x mean of ln(high / low)² / 2 - (2 ln 2 - 1)
 * ln(close / open)²).
 *
 * @example
 * ```ts
 * import { garmanKlass } from '@tapeline/indicators'
 * const live = garmanKlass.create({ period: 1, perYear: 1 })
 * console.log(live.update(100, 110, 100, 105).toFixed(3)) // 6.019
 * ```
 */
export const garmanKlass: IndicatorType<GarmanKlassParams, 'value'> = /*#__PURE__*/ defineIndicator<
  GarmanKlassParams,
  'value'
>({
  name: 'garmanKlass',
  title: 'Garman-Klass volatility',
  tells: 'How much the market moves, measured by ranges and bodies of its bars.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
    perYear: { kind: 'number', default: 252, min: 1, max: 31_622_400 },
  },
  inputs: ['open', 'high', 'low', 'close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Garman, Klass 1980',
  total: false,
  kernel: GarmanKlass,
})
