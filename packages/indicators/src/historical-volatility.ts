import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
} from '@tapeline/core/indicator'
import { logAt } from '@tapeline/core/math'
import { TermMoments } from './term-moments.js'

/** Parameters of `historicalVolatility`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface HistoricalVolatilityParams extends SeriesOptions {
  /** Returns in the deviation, 2 to 100000; 20 unless said. */
  readonly period?: number | undefined
  /** Bars a year: 252 days of a stock exchange, 365 of a market that never closes, 1 to 31622400; 252 unless said. */
  readonly perYear?: number | undefined
}

class HistoricalVolatility extends IndicatorInstance {
  private readonly scale: number
  private readonly returns: TermMoments
  private previous: number = NaN
  private newest: number = NaN

  constructor({ period, perYear }: Settled<HistoricalVolatilityParams>) {
    super()
    this.scale = perYear / period
    this.returns = new TermMoments(period)
  }

  static runAll(group: readonly HistoricalVolatility[], from: number, to: number): void {
    for (const one of group) {
      const input = one.inputs[0] as Float64Array
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = input[i] as number
        if (!isSample(x)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.newest = x
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.returns.push()
    this.previous = this.newest
  }

  override amend(x: number): number {
    this.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { returns } = this
    this.main = NaN
    if (this.committed === 0) return
    cell[0] = this.newest / this.previous
    logAt(cell, 0)
    returns.include(cell[0] as number)
    this.main = 100 * Math.sqrt(this.scale * returns.squares)
  }
}

/** A number on its way into a logarithm and out of it: one that crosses a call may be boxed. */
const cell: Float64Array = /*#__PURE__*/ new Float64Array(1)

/**
 * Historical, or realised, volatility: the standard deviation of the newest `period` logarithmic returns, for a
 * year.
 *
 * Per cent a year; first value at sample `period + 1`, null while a price of the window is not above 0; O(1)
 * amortised; exactly 0 in a market that stands still. Population deviation times sqrt(perYear), as TradingView
 * (others divide by period - 1; Tulip takes plain returns).
 *
 * @example
 * ```ts
 * import { historicalVolatility } from '@tapeline/indicators'
 * const { value } = historicalVolatility.batch({ close: Float64Array.of(100, 110, 110) }, { period: 2, perYear: 1 })
 * console.log(value[2]?.toFixed(3)) // 4.766
 * ```
 */
export const historicalVolatility: IndicatorType<HistoricalVolatilityParams, 'value'> = /*#__PURE__*/ defineIndicator<
  HistoricalVolatilityParams,
  'value'
>({
  name: 'historicalVolatility',
  title: 'Historical volatility',
  tells: 'How much the market moves, measured from close to close.',
  params: {
    period: { kind: 'whole', default: 20, min: 2, max: 100_000, unit: 'bars' },
    perYear: { kind: 'number', default: 252, min: 1, max: 31_622_400 },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TradingView historical volatility',
  total: false,
  kernel: HistoricalVolatility,
})
