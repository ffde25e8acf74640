/** A yardstick, the mean of a measure over the bars before: of bodies, over ten bars. A longer body is long, a shorter one short. */
export const BODY = 0
/** High less low over ten bars: a tenth of its mean is the most of a doji's body, and of a shadow that counts as none. */
export const RANGE = 5
/** High less low over five bars: shares of its mean are near, far and equal. */
export const SPREAD = 10
/** Both shadows over ten bars: half of their mean is the most of a short shadow. */
export const SHADOWS = 15

/** Bars that a pattern has at most. */
const REACH = 5

/** Where the numbers of the newest five bars are in `bars`, each column from the newest bar back. */
export const OPEN = 0
export const HIGH = 5
export const LOW = 10
export const CLOSE = 15
export const TOP = 20
export const BOTTOM = 25
export const BODIES = 30
export const UPPER = 35
export const LOWER = 40

/** What a pattern is: the comparisons that it makes, when it may first appear, and what it says of the newest bar. */
export interface CandleRule {
  /** Means that it needs, in pairs: a yardstick, and the bar that it is for, counted back from the newest, 0. */
  readonly means: readonly number[]
  /** Bars before the first that it judges. */
  readonly lookback: number
  /** 0 where there is no such pattern; else its sign and strength in per cent. */
  readonly judge: (bars: CandleWindow) => number
}

/** Bars whose measures are kept: five of a pattern, ten of a mean, and the one that leaves it. */
const SLOTS = 16

/**
 * The newest bars as a candle pattern looks at them; through `candle-measures`. Means are running sums that begin
 * where TA-Lib's do and round as they do, so that no comparison falls otherwise than there. O(1).
 */
export class CandleWindow {
  /** Of the newest five bars; the four prices of the newest are set before `measure`. */
  readonly bars: Float64Array = new Float64Array(9 * REACH)
  /** How deep the newest bar must close inside an earlier one, as a share of its body. */
  readonly penetration: number = NaN
  /** Number of the newest bar, from 0. */
  private newest = 0
  /** Body, range and both shadows of bar n, from `4 * (n & 15)` on. */
  private readonly measures: Float64Array = new Float64Array(4 * SLOTS)
  private readonly sums: Float64Array = new Float64Array(4 * REACH)
  /** Means of a measure over the bars before one of the newest five, at its yardstick and how many bars ago that one is. */
  readonly means: Float64Array = new Float64Array(4 * REACH)
  /** How many bars ago the oldest is that the rule looks at. */
  private readonly reach: number
  readonly #rule: CandleRule

  constructor(rule: CandleRule, penetration: number) {
    this.#rule = rule
    // A rule that measures by ten bars sees no bar before those that they come before.
    const tens = rule.means.some((number, i) => i % 2 === 0 && number !== SPREAD) ? 10 : 0
    this.reach = Math.min(REACH - 1, rule.lookback - tens)
    this.penetration = penetration
  }

  /** Makes room for the next bar. */
  push(): void {
    const { bars, measures, sums } = this
    const { means, lookback } = this.#rule
    const last = this.newest++
    for (let i = 0; i < means.length; i += 2) {
      const yardstick = means[i] as number
      const ago = means[i + 1] as number
      const length = yardstick === SPREAD ? 5 : 10
      if (last < lookback - length) continue
      const column = yardstick === BODY ? 0 : yardstick === SHADOWS ? 2 : 1
      const at = yardstick + ago
      let change = measures[place(last - ago) + column] as number
      // As TA-Lib: the first sum bar by bar, later ones by the difference of the bar that comes and the one that goes.
      if (last >= lookback) change -= measures[place(last - ago - length) + column] as number
      sums[at]! += change
      this.means[at] = (sums[at] as number) / length
    }
    for (let column = 0; column < bars.length; column += REACH)
      for (let at = column + this.reach; at > column; at--) bars[at] = bars[at - 1] as number
  }

  /** Measures the newest bar by its prices. */
  measure(): void {
    const { bars, measures } = this
    const open = bars[OPEN] as number
    const high = bars[HIGH] as number
    const low = bars[LOW] as number
    const close = bars[CLOSE] as number
    const top = Math.max(open, close)
    const bottom = Math.min(open, close)
    const body = Math.abs(close - open)
    const upper = high - top
    const lower = bottom - low
    bars[TOP] = top
    bars[BOTTOM] = bottom
    bars[BODIES] = body
    bars[UPPER] = upper
    bars[LOWER] = lower
    const at = place(this.newest)
    measures[at] = body
    measures[at + 1] = high - low
    measures[at + 2] = upper + lower
  }

  /** What the rule says of the newest bar. */
  judge(): number {
    return this.#rule.judge(this)
  }
}

/** Where the measures of a bar are. */
function place(bar: number): number {
  return 4 * (bar & (SLOTS - 1))
}
