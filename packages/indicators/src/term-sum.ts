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

  /** @param filled how many zeros its first block begins with, so that windows of one length turn at different times. */
  constructor(period: number, filled = 0) {
    this.period = period
    this.past = new BlockSum(period - 1, filled)
  }

  /** Makes the term last included permanent; the first call may find none. */
  push(): void {
    if (!this.pending) return
    this.pending = false
    const { past } = this
    if (isSample(this.newest)) {
      past.newest = this.newest
      if (this.sound < this.period) this.sound++
    } else {
      past.newest = 0
      this.sound = 0
    }
    past.advance()
  }

  /** Counts this term as the newest. */
  include(term: number): void {
    this.newest = term
    this.take()
  }

  /** Takes no argument: a number that crosses a call which is not inlined would be boxed. */
  private take(): void {
    this.pending = true
    this.value = NaN
    if (this.sound < this.period - 1 || !isSample(this.newest)) return
    const { past } = this
    past.newest = this.newest
    past.include()
    this.value = past.value
  }
}
