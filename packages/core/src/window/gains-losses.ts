import { BlockSum } from './block-sum.js'

/**
 * Gains and losses as parts of an indicator: Wilder's means, which start as plain ones over the first `period` changes, or
 * the sums over the newest `period` changes.
 */
export class GainsLosses {
  /** The sample to count as the newest: the one last given to `include`. */
  newest: number = NaN
  /** Mean gain and mean loss, the newest sample included; while warming up, their sums. */
  gain: number = NaN
  loss: number = NaN
  private readonly period: number
  private pastGain: number = NaN
  private pastLoss: number = NaN
  private previous: number = NaN
  private count = 0
  private readonly windowed: boolean
  /** Changes before the newest, where sums are asked for. */
  private readonly gains: BlockSum
  private readonly losses: BlockSum
  private newestGain: number = NaN
  private newestLoss: number = NaN

  constructor(period: number, smoothing: 'wilder' | 'none' = 'wilder') {
    this.period = period
    this.windowed = smoothing === 'none'
    this.gains = new BlockSum(this.windowed ? period - 1 : 0)
    this.losses = new BlockSum(this.windowed ? period - 1 : 0)
    this.gain = 0
    this.loss = 0
  }

  /** Makes the newest sample permanent. */
  push(): void {
    if (this.windowed && this.count > 0) {
      this.gains.push(this.newestGain)
      this.losses.push(this.newestLoss)
    }
    this.count++
    this.pastGain = this.gain
    this.pastLoss = this.loss
    this.previous = this.newest
  }

  /** Sets `gain` and `loss` to those with this sample as the newest. */
  include(x: number): void {
    this.newest = x
    this.look()
  }

  /** The same with `newest`: takes no number, since one that crosses a call which is not inlined would be boxed. */
  look(): void {
    if (this.count === 0) return
    const change = this.newest - this.previous
    const gain = change > 0 ? change : 0
    const loss = change < 0 ? -change : 0
    if (this.windowed) {
      this.newestGain = gain
      this.newestLoss = loss
      this.gain = this.gains.including(gain)
      this.loss = this.losses.including(loss)
    } else if (this.count > this.period) {
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
