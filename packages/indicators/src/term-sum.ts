import { BlockSum, isSample } from '@tapeline/core/indicator'

/**
 * Sum of the newest `period` terms, exactly 0 over zeros; none while there are fewer, or while one of them is no number,
 * such as the logarithm of a price of 0. The newest term may still change. O(1) amortised.
 */
export class TermSum {
  /** The sum after `include`; NaN while there is none. */
  value: number = NaN
  private readonly period: number
  private readonly past: BlockSum
  /** Permanent terms since the last that was no number, no more than matter. */
  private sound = 0
  private newest: number = NaN
  private pending = false

  constructor(period: number) {
    this.period = period
    this.past = new BlockSum(period - 1)
  }

  /** Makes the term last included permanent; the first call may find none. */
  push(): void {
    if (!this.pending) return
    this.pending = false
    const sound = isSample(this.newest)
    this.past.push(sound ? this.newest : 0)
    this.sound = sound ? Math.min(this.sound + 1, this.period) : 0
  }

  /** Counts this term as the newest. */
  include(term: number): void {
    this.newest = term
    this.pending = true
    this.value = isSample(term) && this.sound >= this.period - 1 ? this.past.including(term) : NaN
  }
}
