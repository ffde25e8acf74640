import { IndicatorInstance, isSample } from '@tapeline/core/indicator'

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

/** What a pattern is: the comparisons that it makes, when it may first appear, and what it says of the newest bar. */
export interface CandleRule {
  /** Means that it needs, in pairs: a yardstick, and the bar that it is for, counted back from the newest, 0. */
  readonly means: readonly number[]
  /** Bars before the first that it judges. */
  readonly lookback: number
  /** 0 where there is no such pattern; else its sign and strength in per cent. */
  readonly judge: (bars: CandleWindow, penetration: number) => number
}

/** Bars that are kept: five of a pattern, ten of a mean, and the one that leaves it. */
const SLOTS = 16

/**
 * The newest bars as a candle pattern looks at them; `ago` counts back from the newest, 0. Means are running sums that begin
 * where TA-Lib's do and round as they do, so that no comparison falls otherwise than there. O(1).
 */
export class CandleWindow extends IndicatorInstance {
  /** Open, high, low and close of bar n, four numbers from `4 * (n & 15)` on. */
  private readonly bars: Float64Array = new Float64Array(4 * SLOTS)
  /** Sums of a measure over the bars before one of the newest five. */
  private readonly sums: Float64Array = new Float64Array(4 * REACH)
  /** Bars before the first that it judges. */
  protected readonly lookback: number
  readonly #rule: CandleRule
  readonly #penetration: number

  constructor(rule: CandleRule, penetration: number) {
    super()
    this.#rule = rule
    this.lookback = rule.lookback
    this.#penetration = penetration
  }

  static runAll(group: readonly CandleWindow[], from: number, to: number): void {
    for (const one of group) {
      const [open, high, low, close] = one.inputs as [Float64Array, Float64Array, Float64Array, Float64Array]
      const output = one.outputs[0] as Float64Array
      for (let i = from; i < to; i++) {
        const o = open[i] as number
        const h = high[i] as number
        const l = low[i] as number
        const c = close[i] as number
        if (isSample(o) && isSample(h) && isSample(l) && isSample(c)) {
          one.commit()
          output[i] = one.amend(o, h, l, c)
        } else {
          output[i] = NaN
        }
      }
    }
  }

  override commit(): void {
    const last = this.committed++
    if (last < 0) return
    const { lookback, sums } = this
    const { means } = this.#rule
    for (let i = 0; i < means.length; i += 2) {
      const yardstick = means[i] as number
      const ago = means[i + 1] as number
      const since = lookback - barsOf(yardstick)
      if (last < since) continue
      const change = this.measure(yardstick, ago + 1)
      // As TA-Lib: the first sum bar by bar, later ones by the difference of the bar that comes and the one that goes.
      sums[yardstick + ago]! += last < lookback ? change : change - this.measure(yardstick, ago + 1 + lookback - since)
    }
  }

  override amend(open: number, high: number, low: number, close: number): number {
    const { bars, committed } = this
    const at = 4 * (committed & (SLOTS - 1))
    bars[at] = open
    bars[at + 1] = high
    bars[at + 2] = low
    bars[at + 3] = close
    return committed < this.lookback ? NaN : this.judge()
  }

  /** What the rule says of the newest bar. */
  protected judge(): number {
    return this.#rule.judge(this, this.#penetration)
  }

  open(ago: number): number {
    return this.bars[this.place(ago)] as number
  }

  high(ago: number): number {
    return this.bars[this.place(ago) + 1] as number
  }

  low(ago: number): number {
    return this.bars[this.place(ago) + 2] as number
  }

  close(ago: number): number {
    return this.bars[this.place(ago) + 3] as number
  }

  /** Did it close where it opened, or above? */
  isWhite(ago: number): boolean {
    return this.close(ago) >= this.open(ago)
  }

  /** 1 of a white bar, -1 of a black one. */
  colour(ago: number): 1 | -1 {
    return this.isWhite(ago) ? 1 : -1
  }

  /** Upper end of the body. */
  top(ago: number): number {
    return Math.max(this.open(ago), this.close(ago))
  }

  /** Lower end of the body. */
  bottom(ago: number): number {
    return Math.min(this.open(ago), this.close(ago))
  }

  body(ago: number): number {
    return Math.abs(this.close(ago) - this.open(ago))
  }

  /** Upper shadow. */
  upper(ago: number): number {
    return this.high(ago) - this.top(ago)
  }

  /** Lower shadow. */
  lower(ago: number): number {
    return this.bottom(ago) - this.low(ago)
  }

  /** Does the body of the one lie wholly above that of the other? */
  isAbove(ago: number, other: number): boolean {
    return this.bottom(ago) > this.top(other)
  }

  /** Does the body of the one lie wholly below that of the other? */
  isBelow(ago: number, other: number): boolean {
    return this.top(ago) < this.bottom(other)
  }

  /** Is the body longer than usual? */
  isLong(ago: number): boolean {
    return this.body(ago) > this.mean(BODY, ago)
  }

  /** Is the body shorter than usual? */
  isShort(ago: number): boolean {
    return this.body(ago) < this.mean(BODY, ago)
  }

  /** Is there next to no body? */
  isDoji(ago: number): boolean {
    return this.body(ago) <= this.tiny(ago)
  }

  /** The most of a doji's body, the least of a shadow that counts. */
  tiny(ago: number): number {
    return 0.1 * this.mean(RANGE, ago)
  }

  /** Mean of a measure over the bars before that one. */
  mean(yardstick: number, ago: number): number {
    return (this.sums[yardstick + ago] as number) / barsOf(yardstick)
  }

  private measure(yardstick: number, ago: number): number {
    if (yardstick === BODY) return this.body(ago)
    if (yardstick === SHADOWS) return this.upper(ago) + this.lower(ago)
    return this.high(ago) - this.low(ago)
  }

  private place(ago: number): number {
    return 4 * ((this.committed - ago) & (SLOTS - 1))
  }
}

/** Bars that a mean is taken over. */
function barsOf(yardstick: number): number {
  return yardstick === SPREAD ? 5 : 10
}
