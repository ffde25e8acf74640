import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  PairMomentsWindow,
  type FeedOptions,
  type IndicatorType,
  type PriceInput,
} from '@tapeline/core/indicator'

/** Parameters of `beta`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface BetaParams extends FeedOptions {
  /** Changes in the window, 2 to 100000; 5 unless said. */
  readonly period?: number | undefined
  /** The one column; `high` unless said. */
  readonly first?: PriceInput | undefined
  /** The other; `low` unless said. */
  readonly second?: PriceInput | undefined
}

class Beta extends IndicatorInstance {
  private readonly period: number
  private readonly past: PairMomentsWindow
  private x: number = NaN
  private y: number = NaN
  private previousX: number = NaN
  private previousY: number = NaN

  constructor({ period }: { readonly period: number }) {
    super()
    this.period = period
    this.past = new PairMomentsWindow(period - 1)
  }

  static runAll(group: readonly Beta[], from: number, to: number): void {
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
        one.x = x
        one.y = y
        one.look()
        output[i] = one.main
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.previousX = this.x
    this.previousY = this.y
    if (this.committed > 1) this.past.shift()
  }

  override amend(x: number, y: number): number {
    this.x = x
    this.y = y
    this.look()
    return this.main
  }

  /** Takes no samples, since those would be boxed on their way. */
  private look(): void {
    const { past } = this
    this.main = NaN
    if (this.committed === 0) return
    // Relative changes; from 0 there is none, and it counts as 0.
    const shareX = (this.x - this.previousX) / this.previousX
    const shareY = (this.y - this.previousY) / this.previousY
    past.newestX = 0
    past.newestY = 0
    if (isSample(shareX)) past.newestX = shareX
    if (isSample(shareY)) past.newestY = shareY
    past.look()
    const slope = past.products / past.squaresX
    // Where the first does not move there is no slope: TA-Lib says 0.
    if (this.committed >= this.period) this.main = slope
    if (this.committed >= this.period && !isSample(slope)) this.main = 0
  }
}

/**
 * Beta of the second column to the first: how much the second's change from bar to bar was, in the mean, for each per cent of the
 * first's. Slope of the regression line through the newest `period` pairs of changes.
 *
 * A ratio; first value at bar `period + 1`; 0 where the first column does not move; O(1) amortised, free of drift. Formula: TA-Lib
 * BETA, where the column that is measured against comes first.
 *
 * @example
 * ```ts
 * import { beta } from '@tapeline/indicators'
 * const columns = { close: Float64Array.of(100, 150, 150), volume: Float64Array.of(10, 20, 20) }
 * const { value } = beta.batch(columns, { period: 2, first: 'close', second: 'volume' })
 * console.log(value) // Float64Array(3) [ NaN, NaN, 2 ]
 * ```
 */
export const beta: IndicatorType<BetaParams, 'value'> = /*#__PURE__*/ defineIndicator<BetaParams, 'value'>({
  name: 'beta',
  title: 'Beta',
  tells: 'How much the second column moves for each per cent of the first.',
  params: {
    period: { kind: 'whole', default: 5, min: 2, max: 100_000, unit: 'bars' },
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
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib BETA',
  talib: { name: 'BETA', params: { period: 'optInTimePeriod' }, outputs: { value: 'outReal' } },
  total: true,
  kernel: Beta,
})
