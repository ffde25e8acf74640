import {
  defineIndicator,
  ExtremeAgeWindow,
  IndicatorInstance,
  isSample,
  type FeedOptions,
  type IndicatorType,
  type Settled,
} from '@tapeline/core/indicator'

/** Parameters of `aroon`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface AroonParams extends FeedOptions {
  /** Bars before the present one to look back on, 1 to 100000; 14 unless said. */
  readonly period?: number | undefined
  /** Which of equal extremes counts: the `latest`, as TA-Lib, unless said, or the `first`. */
  readonly ties?: 'latest' | 'first' | undefined
}

class Aroon extends IndicatorInstance {
  private readonly period: number
  private readonly highs: ExtremeAgeWindow
  private readonly lows: ExtremeAgeWindow
  private high: number = NaN
  private low: number = NaN

  constructor({ period, ties }: Settled<AroonParams>) {
    super()
    this.period = period
    this.highs = new ExtremeAgeWindow(period, 1, ties)
    this.lows = new ExtremeAgeWindow(period, -1, ties)
  }

  static runAll(group: readonly Aroon[], from: number, to: number): void {
    for (const one of group) {
      const [high, low] = one.inputs as [Float64Array, Float64Array]
      const [up, down] = one.outputs as [Float64Array, Float64Array]
      for (let i = from; i < to; i++) {
        const h = high[i] as number
        const l = low[i] as number
        if (!isSample(h) || !isSample(l)) {
          up[i] = NaN
          down[i] = NaN
          continue
        }
        one.commit()
        one.amend(h, l)
        up[i] = one.main
        down[i] = one.second
      }
    }
  }

  override commit(): void {
    if (this.committed++ < 0) return
    this.highs.push(this.high)
    this.lows.push(this.low)
  }

  override amend(high: number, low: number): number {
    this.main = NaN
    this.high = high
    this.low = low
    if (this.committed < this.period) return this.main
    this.second = (100 * (this.period - this.lows.ageIncluding(low))) / this.period
    this.main = (100 * (this.period - this.highs.ageIncluding(high))) / this.period
    return this.main
  }
}

/**
 * Aroon (Chande 1995): how lately the highest high (up) and the lowest low (down) came: 100 where it is this bar, 0 where it is
 * `period` bars ago. A high up with a low down is a fresh rise.
 *
 * Per cent; looks at `period + 1` bars; first values at bar `period + 1`; of equal extremes the latest counts, as TA-Lib
 * AROON, unless said; 100 and 100 in a flat market; O(1) amortised.
 *
 * @example
 * ```ts
 * import { aroon } from '@tapeline/indicators'
 * const live = aroon.create({ period: 2 })
 * live.update(11, 9) // high, low
 * live.update(12, 8)
 * live.update(11, 9)
 * console.log(live.values) // { up: 50, down: 50 }
 * ```
 */
export const aroon: IndicatorType<AroonParams, 'up' | 'down'> = /*#__PURE__*/ defineIndicator<
  AroonParams,
  'up' | 'down'
>({
  name: 'aroon',
  title: 'Aroon',
  tells: 'How lately the highest high and the lowest low came: which way a trend goes and how fresh it is.',
  params: {
    period: { kind: 'whole', default: 14, min: 1, max: 100_000, unit: 'bars' },
    ties: { kind: 'choice', default: 'latest', choices: ['latest', 'first'], isConvention: true },
  },
  inputs: ['high', 'low'],
  outputs: { up: 'percent', down: 'percent' },
  pane: 'own',
  warmup: ({ period }) => ({ samples: period + 1 }),
  cost: 'O(1)',
  source: 'TA-Lib AROON; Chande 1995',
  talib: { name: 'AROON', params: { period: 'optInTimePeriod' }, outputs: { up: 'outAroonUp', down: 'outAroonDown' } },
  total: true,
  kernel: Aroon,
})
