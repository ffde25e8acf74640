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

/** Parameters of `parkinson`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ParkinsonParams extends FeedOptions {
  /** Bars in the mean, 1 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars a year: 252 days of a stock exchange, 365 of a market that never closes, 1 to 31622400; 252 unless said. */
  readonly perYear?: number | undefined
}

class Parkinson extends IndicatorInstance {
  private readonly scale: number
  private readonly terms: TermSum

  constructor({ period, perYear }: Settled<ParkinsonParams>) {
    super()
    this.scale = perYear / period
    this.terms = new TermSum(period)
  }

  static runAll(group: readonly Parkinson[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          output[i] = NaN
          continue
        }
        one.commit()
        logs[0] = h / l
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.terms.push()
  }

  override amend(high: number, low: number): number {
    logs[0] = high / low
    this.look()
    return this.main
  }

  /** Takes no prices, since those would be boxed on their way. */
  private look(): void {
    logAt(logs, 0)
    const swing = logs[0] as number
    this.terms.include((swing * swing) / (4 * Math.LN2))
    this.main = 100 * Math.sqrt(this.scale * this.terms.value)
  }
}

/** Numbers on their way into a logarithm and out of it: those that cross a call may be boxed. */
const logs: Float64Array = /*#__PURE__*/ new Float64Array(1)

/**
 * Parkinson volatility: the standard deviation of returns that the ranges of the newest `period` bars imply. It
 * needs a fifth of the bars that closes alone would need, and takes neither drift nor gaps between bars into
 * account.
 *
 * Per cent a year; first value at bar `period`, null while a price of the window is not above 0; O(1) amortised;
 * exactly 0 in a market that stands still. Formula: sqrt(perYear x mean of ln(high / low)² / (4 ln 2)).
 *
 * @example
 * ```ts
 * import { parkinson } from '@tapeline/indicators'
 * const live = parkinson.create({ period: 1, perYear: 1 })
 * console.log(live.update(110, 100).toFixed(3)) // 5.724
 * ```
 */
export const parkinson: IndicatorType<ParkinsonParams, 'value'> = /*#__PURE__*/ defineIndicator<
  ParkinsonParams,
  'value'
>({
  name: 'parkinson',
  title: 'Parkinson volatility',
  tells: 'How much the market moves, measured by the ranges of its bars.',
  params: {
    period: { kind: 'whole', default: 20, min: 1, max: 100_000, unit: 'bars' },
    perYear: { kind: 'number', default: 252, min: 1, max: 31_622_400 },
  },
  inputs: ['high', 'low'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'Parkinson 1980',
  total: false,
  kernel: Parkinson,
})
