/** Wilder's means of gains and of losses as parts of an indicator: plain means over the first `period` changes, then smoothed. */
export class GainsLosses {
  /** Mean gain and mean loss, the newest sample included; while warming up, their sums. */
  gain: number = NaN
  loss: number = NaN
  private readonly period: number
  private pastGain: number = NaN
  private pastLoss: number = NaN
  private previous: number = NaN
  private newest: number = NaN
  private count = 0

  constructor(period: number) {
    this.period = period
    this.gain = 0
    this.loss = 0
  }

  /** Makes the newest sample permanent. */
  push(): void {
    this.count++
    this.pastGain = this.gain
    this.pastLoss = this.loss
    this.previous = this.newest
  }

  /** Sets `gain` and `loss` to those with this sample as the newest. */
  include(x: number): void {
    this.newest = x
    if (this.count === 0) return
    const change = x - this.previous
    const gain = change > 0 ? change : 0
    const loss = change < 0 ? -change : 0
    if (this.count > this.period) {
      // Not the shorter past + (gain - past) / period: TA-Lib rounds in this order, and a range of nothing but rounding shows it.
      this.gain = (this.pastGain * (this.period - 1) + gain) / this.period
      this.loss = (this.pastLoss * (this.period - 1) + loss) / this.period
    } else {
      const divisor = this.count === this.period ? this.period : 1
      this.gain = (this.pastGain + gain) / divisor
      this.loss = (this.pastLoss + loss) / divisor
    }
  }
}
