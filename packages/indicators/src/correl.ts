import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  PairMomentsWindow,
  type FeedOptions,
  type IndicatorType,
  type PriceInput,
} from '@tapeline/core/indicator'

/** Parameters of `correl`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface CorrelParams extends FeedOptions {
  /** Bars in the window, 2 to 100000; 30 unless said. */
  readonly period?: number | undefined
  /** The one column; `high` unless said. */
  readonly first?: PriceInput | undefined
  /** The other; `low` unless said. */
  readonly second?: PriceInput | undefined
}

class Correl extends IndicatorInstance {
  private readonly period: number
  private readonly past: PairMomentsWindow

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new PairMomentsWindow(period - 1)
  }

  static runAll(group: readonly Correl[], from: number, to: number): void {
    for (const one of group) {
      const [first, second] = one.inputs as [Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const x = first[i] as number
        const y = second[i] as number
        if (!isSample(x) || !isSample(y)) {
          output[i] = NaN
          continue
        }
        one.commit()
        one.past.newestX = x
        one.past.newestY = y
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.past.shift()
  }

  override amend(x: number, y: number): number {
    this.past.newestX = x
    this.past.newestY = y
    this.look()
    return this.main
  }

  /** Takes no samples, since those would be boxed on their way. */
  private look(): void {
    const { past } = this
    past.look()
    // The square needs no root of each side, and so keeps a perfect correlation at exactly 1.
    const square = (past.products / past.squaresX) * (past.products / past.squaresY)
    const size = Math.sqrt(square < 1 ? square : 1)
    // A side that does not move goes with nothing: TA-Lib says 0.
    this.main = past.products < 0 ? -size : size
    if (!isSample(square)) this.main = 0
    if (this.committed < this.period - 1) this.main = NaN
  }
}

/**
 * Pearson's correlation of two columns over the newest `period` bars: 1 where they move in step, -1 where opposed, 0 where one tells
 * nothing of the other. `first: 'close', second: 'volume'` asks whether volume goes with price.
 *
 * From -1 to 1; first value at bar `period`; 0 where a column does not move; O(1) amortised, free of drift. Formula: TA-Lib
 * CORREL.
 *
 * @example
 * ```ts
 * import { correl } from '@tapeline/indicators'
 * const columns = { close: Float64Array.of(1, 2, 3, 4), volume: Float64Array.of(5, 7, 9, 5) }
 * const { value } = correl.batch(columns, { period: 3, first: 'close', second: 'volume' })
 * console.log(value) // Float64Array(4) [ NaN, NaN, 1, -0.5 ]
 * ```
 */
export const correl: IndicatorType<CorrelParams, 'value'> = /*#__PURE__*/ defineIndicator<CorrelParams, 'value'>({
  name: 'correl',
  title: 'Correlation',
  tells: 'Whether two columns move together: 1 in step, -1 opposed, 0 not at all.',
  params: {
    period: { kind: 'whole', default: 30, min: 2, max: 100_000, unit: 'bars' },
    first: {
      kind: 'choice',
      default: 'high',
      choices: ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'],
    },
    second: {
      kind: 'choice',
      default: 'low',
      choices: ['open', 'high', 'low', 'close', 'volume', 'hl2', 'hlc3', 'ohlc4'],
    },
  },
  inputs: ({ first, second }) => [first, second],
  outputs: { value: 'ratio' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period }),
  cost: 'O(1)',
  source: 'TA-Lib CORREL; Pearson 1895',
  talib: { name: 'CORREL', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Correl,
})
