import {
  defineIndicator,
  IndicatorInstance,
  isSample,
  OrderedWindow,
  type IndicatorType,
  type SeriesOptions,
  type Settled,
  GainsLosses,
} from '@tapeline/core/indicator'

/** Parameters of `connorsRsi`; anything else is `UNKNOWN_PARAMETER`, out of range `BAD_PARAMETER`. */
export interface ConnorsRsiParams extends SeriesOptions {
  /** Period of the index of the price, 1 to 100000; 3 unless said. */
  readonly period?: number | undefined
  /** Period of the index of the streak, 1 to 100000; 2 unless said. */
  readonly streak?: number | undefined
  /** Changes before the newest that it is ranked among, 1 to 100000; 100 unless said. */
  readonly rank?: number | undefined
}

class ConnorsRsi extends IndicatorInstance {
  private readonly rank: number
  private readonly lookback: number
  private readonly prices: GainsLosses
  private readonly streaks: GainsLosses
  private readonly changes: OrderedWindow
  private newest: number = NaN
  private previous: number = NaN
  /** Samples in a row that rose, below 0 that fell. */
  private streak = 0
  private pastStreak = 0

  constructor({ period, streak, rank }: Settled<ConnorsRsiParams>) {
    super()
    this.rank = rank
    this.lookback = Math.max(period, streak, rank + 1)
    this.prices = new GainsLosses(period)
    this.streaks = new GainsLosses(streak)
    this.changes = new OrderedWindow(rank)
  }

  static runAll(group: readonly ConnorsRsi[], from: number, to: number): void {
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
    const at = this.committed++
    if (at < 0) return
    this.prices.push()
    this.streaks.push()
    if (at > 0) this.changes.shift()
    this.previous = this.newest
    this.pastStreak = this.streak
  }

  override amend(x: number): number {
    this.newest = x
    this.look()
    return this.main
  }

  private look(): void {
    const { previous, pastStreak, committed, changes, prices, streaks, newest: x } = this
    this.main = NaN
    if (committed > 0) {
      const change = (x - previous) / previous
      changes.newest = isSample(change) ? change : 0
      if (x > previous) this.streak = pastStreak > 0 ? pastStreak + 1 : 1
      else if (x < previous) this.streak = pastStreak < 0 ? pastStreak - 1 : -1
      else this.streak = 0
    }
    prices.include(x)
    streaks.include(this.streak)
    if (committed < this.lookback) return
    changes.look()
    const rank = (100 * changes.below) / this.rank
    const all = prices.gain + prices.loss
    const allStreaks = streaks.gain + streaks.loss
    let index = 0
    let streakIndex = 0
    if (all > 0) index = (100 * prices.gain) / all
    if (allStreaks > 0) streakIndex = (100 * streaks.gain) / allStreaks
    this.main = (index + streakIndex + rank) / 3
  }
}

/**
 * Connors RSI: the mean of three answers to "has it gone too far?", each 0 to 100: a short RSI of the price, the RSI of how
 * many samples in a row it rose or fell, and how the newest change ranks among the last hundred. Commonly read as oversold
 * below 10, overbought above 90.
 *
 * First value at the longest of `period + 1`, `streak + 1` and `rank + 2`; O(log n): a tree keeps the changes in order.
 * Formula: Connors and Alvarez 2012, with Wilder's means; where nothing moves both indices are 0, as in `rsi`.
 *
 * @example
 * ```ts
 * import { connorsRsi } from '@tapeline/indicators'
 * const live = connorsRsi.create({ period: 2, streak: 2, rank: 2 })
 * for (const price of [100, 101, 103]) live.update(price)
 * console.log(live.update(102).toFixed(2)) // 28.33
 * ```
 */
export const connorsRsi: IndicatorType<ConnorsRsiParams, 'value'> = /*#__PURE__*/ defineIndicator<
  ConnorsRsiParams,
  'value'
>({
  name: 'connorsRsi',
  title: 'Connors RSI',
  tells: 'Whether a short move has gone too far: oversold below 10, overbought above 90.',
  params: {
    period: { kind: 'whole', default: 3, min: 1, max: 100_000, unit: 'samples' },
    streak: { kind: 'whole', default: 2, min: 1, max: 100_000, unit: 'samples' },
    rank: { kind: 'whole', default: 100, min: 1, max: 100_000, unit: 'samples' },
  },
  inputs: ['close'],
  outputs: { value: 'percent' },
  pane: 'own',
  warmup: ({ period, streak, rank }) => ({ samples: Math.max(period, streak, rank + 1) + 1 }),
  cost: 'O(log n)',
  source: 'Connors, Alvarez 2012',
  total: true,
  kernel: ConnorsRsi,
})
