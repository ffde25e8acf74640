/**
 * Sum of the newest `length` numbers and one more that may still change, for sums that are divided by.
 *
 * The older block is held as the sums of its every suffix, the newer one as one sum with its rounding error kept
 * apart. Nothing is ever subtracted, so a window of zeros sums to exactly 0 whatever went through it before, and the
 * share of one sum in another is that of its window alone. O(1) amortised: every `length` pushes a block turns over.
 */
export class BlockSum {
  readonly length: number
  /** The number that comes after the window; kept here for whoever slides. */
  newest: number = NaN
  /** Sum of the window and `newest`, after `include`. */
  value: number = NaN
  /** From `next` on: sums of the older block's suffixes. Before: numbers of the newer block. */
  private readonly suffix: Float64Array
  private next = 0
  /** Sum of the newer block, and what rounding took from it (Neumaier). */
  private sum: number = NaN
  private error: number = NaN
  private entering: number = NaN

  /** @param filled how many zeros the first block begins with, so that windows of one length turn at different times. */
  constructor(length: number, filled = 0) {
    this.length = length
    this.next = filled
    this.suffix = new Float64Array(Math.max(length, 1))
    this.sum = 0
    this.error = 0
  }

  /** Moves the window on by one number; what is missing at first counts as 0. */
  push(number: number): void {
    this.newest = number
    this.advance()
  }

  /** The sum of the window and this number. */
  including(number: number): number {
    this.newest = number
    this.include()
    return this.value
  }

  /** The same as `push(newest)`: a number that crosses a call is boxed where the call is not inlined. */
  advance(): void {
    if (this.length === 0) return
    const at = this.next
    this.suffix[at] = this.newest
    this.entering = this.newest
    this.add()
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** Sets `value`: the same as `including(newest)` returns. */
  include(): void {
    this.value = (this.suffix[this.next] as number) + (this.sum + this.error + this.newest)
  }

  private add(): void {
    const { sum, entering } = this
    const after = sum + entering
    const taken = after - sum
    this.sum = after
    this.error += sum - (after - taken) + (entering - taken)
  }

  private turn(): void {
    const { suffix } = this
    // The sum of `RunningSum`, held in registers: every number of the window passes here in one update.
    let sum = 0
    let error = 0
    for (let at = this.length - 1; at >= 0; at--) {
      const number = suffix[at] as number
      const after = sum + number
      const taken = after - sum
      error += sum - (after - taken) + (number - taken)
      sum = after
      suffix[at] = sum + error
    }
    this.next = 0
    this.sum = 0
    this.error = 0
  }
}
