import { RunningSum } from './running-sum.js'

/**
 * Sum of the newest `length` numbers and one more that may still change, for sums that are divided by.
 *
 * The older block is held as the sums of its every suffix, the newer one as one sum with its rounding error kept
 * apart. Nothing is ever subtracted, so a window of zeros sums to exactly 0 whatever went through it before, and the
 * share of one sum in another is that of its window alone. O(1) amortised: every `length` pushes a block turns over.
 */
export class BlockSum {
  readonly length: number
  /** From `next` on: sums of the older block's suffixes. Before: numbers of the newer block. */
  private readonly suffix: Float64Array
  private readonly block: RunningSum = new RunningSum()
  private next = 0

  constructor(length: number) {
    this.length = length
    this.suffix = new Float64Array(Math.max(length, 1))
  }

  /** Moves the window on by one number; what is missing at first counts as 0. */
  push(number: number): void {
    if (this.length === 0) return
    const at = this.next
    this.block.add(number)
    this.suffix[at] = number
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** The sum of the window and this number. */
  including(number: number): number {
    return (this.suffix[this.next] as number) + (this.block.value + number)
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
    this.block.clear()
    this.next = 0
  }
}
