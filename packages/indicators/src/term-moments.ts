import { isSample, MomentsWindow } from '@tapeline/core/indicator'

/**
 * Mean and squared deviations of the newest `period` terms; none while there are fewer, or while one of them is no
 * number, such as the logarithm of a price of 0. The newest term may still change. O(1) amortised.
 */
export class TermMoments {
  /** Sum of squared deviations from the mean after `include`; NaN while there is none. */
  squares: number = NaN
  private readonly period: number
  private readonly past: MomentsWindow
  /** Permanent terms since the last that was no number, no more than matter. */
  private sound = 0
  private newest: number = NaN
  private pending = false

  /** @param filled how many places of its first block are passed over, so that windows of one length turn at different times. */
  constructor(period: number, filled = 0) {
    this.period = period
    this.past = new MomentsWindow(period - 1, filled)
  }

  /** Makes the term last included permanent; the first call may find none. */
  push(): void {
    if (!this.pending) return
    this.pending = false
    if (isSample(this.newest)) {
      this.past.push(this.newest)
      if (this.sound < this.period) this.sound++
    } else {
      this.past.push(0)
      this.sound = 0
    }
  }

  /** Counts this term as the newest. */
  include(term: number): void {
    this.newest = term
    this.take()
  }

  /** Takes no argument: a number that crosses a call which is not inlined would be boxed. */
  private take(): void {
    this.pending = true
    this.squares = NaN
    if (this.sound < this.period - 1 || !isSample(this.newest)) return
    this.past.include(this.newest)
    this.squares = this.past.squares
  }
}
