import { ExtremeWindow } from '@tapeline/core/indicator'

/** The middle between the highest high and the lowest low of so many bars, of which the newest may still change. */
export class MiddleOfRange {
  /** The middle after `include`; NaN before bar `period`. */
  value: number = NaN
  private readonly period: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private high: number = NaN
  private low: number = NaN
  private count = 0

  constructor(period: number) {
    this.period = period
    this.highs = new ExtremeWindow(period - 1, 1)
    this.lows = new ExtremeWindow(period - 1, -1)
  }

  /** Makes the bar last included permanent. */
  push(): void {
    this.count++
    this.highs.push(this.high)
    this.lows.push(this.low)
  }

  /** Counts this bar as the newest. */
  include(high: number, low: number): void {
    this.high = high
    this.low = low
    const middle = (this.highs.including(high) + this.lows.including(low)) / 2
    this.value = this.count < this.period - 1 ? NaN : middle
  }
}
