/**
 * Wilder's mean of true ranges with TA-Lib's start: the plain mean of the first `period` ranges, of which the first bar
 * has none. The newest bar may still change.
 */
export class TrueRangeMean {
  /** The mean after `amend`, a partial sum before bar `period + 1`. */
  mean: number = NaN
  private readonly period: number
  private readonly weight: number
  private past: number = NaN
  private previousClose: number = NaN
  private close: number = NaN

  constructor(period: number) {
    this.period = period
    this.weight = 1 / period
    this.mean = 0
  }

  commit(): void {
    this.past = this.mean
    this.previousClose = this.close
  }

  /** @param at index of the bar, 0 for the first. */
  amend(high: number, low: number, close: number, at: number): void {
    this.close = close
    if (at === 0) return
    const previous = this.previousClose
    const range = (high > previous ? high : previous) - (low < previous ? low : previous)
    if (at > this.period) this.mean = this.past + this.weight * (range - this.past)
    else this.mean = at === this.period ? (this.past + range) / this.period : this.past + range
  }
}
