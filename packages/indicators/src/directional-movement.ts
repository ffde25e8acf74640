/**
 * Wilder's directional movement, smoothed, with TA-Lib's start: sums over the bars 2 to `period`, from then on
 * `sum - sum / period + newest`. The newest bar may still change.
 */
export class DirectionalMovement {
  /** Smoothed upward and downward movement and true range after `amend`. */
  plus: number = NaN
  minus: number = NaN
  range: number = NaN
  private readonly period: number
  /** Without smoothing TA-Lib gives shares in place of per cents. */
  private readonly whole: number
  private pastPlus: number = NaN
  private pastMinus: number = NaN
  private pastRange: number = NaN
  private previousHigh: number = NaN
  private previousLow: number = NaN
  private previousClose: number = NaN
  private high: number = NaN
  private low: number = NaN
  private close: number = NaN

  constructor(period: number) {
    this.period = period
    this.whole = period === 1 ? 1 : 100
    this.plus = 0
    this.minus = 0
    this.range = 0
  }

  commit(): void {
    this.pastPlus = this.plus
    this.pastMinus = this.minus
    this.pastRange = this.range
    this.previousHigh = this.high
    this.previousLow = this.low
    this.previousClose = this.close
  }

  /** @param at index of the bar, 0 for the first. */
  amend(high: number, low: number, close: number, at: number): void {
    this.high = high
    this.low = low
    this.close = close
    if (at === 0) return
    const up = high - this.previousHigh
    const down = this.previousLow - low
    const previous = this.previousClose
    const range = (high > previous ? high : previous) - (low < previous ? low : previous)
    const share = at < this.period ? 0 : 1 / this.period
    this.plus = this.pastPlus - this.pastPlus * share + (up > 0 && up > down ? up : 0)
    this.minus = this.pastMinus - this.pastMinus * share + (down > 0 && down > up ? down : 0)
    this.range = this.pastRange - this.pastRange * share + range
  }

  /** Upward movement (1) or downward (-1) in per cent of the range, of period 1 as a share of it; 0 without a range. */
  indicator(direction: 1 | -1): number {
    const share = this.whole * ((direction === 1 ? this.plus : this.minus) / this.range)
    return share < Infinity ? share : 0
  }

  /** How one-sided the movement is, in per cent; NaN where nothing moves. */
  index(): number {
    const { plus, minus } = this
    return 100 * ((plus > minus ? plus - minus : minus - plus) / (plus + minus))
  }
}
