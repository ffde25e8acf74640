/**
 * Mean and squared deviations of the newest `length` numbers and one more that may still change.
 *
 * Two stacks: the older block is held as moments of its every suffix, the newer one grows as one set of moments; the
 * two are merged (Chan, Golub, LeVeque 1979), so nothing drifts and no bad print lingers. Within a block deviations
 * are taken from one of its own numbers, which bounds cancellation by the length of the block, and makes a flat
 * window deviate by exactly 0. O(1) amortised: every `length` pushes a block turns over.
 */
export class MomentsWindow {
  readonly length: number
  /** Mean of the window and the number last given to `include`. */
  mean: number = NaN
  /** Sum of their squared deviations from that mean. */
  squares: number = NaN
  /** From `next` on: moments of the older block's suffixes. Before: numbers of the newer block. */
  private readonly means: Float64Array
  private readonly suffixSquares: Float64Array
  private next = 0
  /** The newer block's first number, and the sums of what the others are apart from it. */
  private origin: number = NaN
  private sum: number = NaN
  private sumOfSquares: number = NaN

  constructor(length: number) {
    this.length = length
    this.means = new Float64Array(Math.max(length, 1))
    this.suffixSquares = new Float64Array(Math.max(length, 1))
    this.sum = 0
    this.sumOfSquares = 0
  }

  /** Moves the window on by one number. It is whole once `length` have been pushed. */
  push(number: number): void {
    if (this.length === 0) return
    const at = this.next
    if (at === 0) this.origin = number
    const apart = number - this.origin
    this.sum += apart
    this.sumOfSquares += apart * apart
    this.means[at] = number
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** Sets `mean` and `squares` to those of the window and this number. */
  include(number: number): void {
    const at = this.next
    const newer = at + 1
    const older = this.length - at
    const origin = at === 0 ? number : this.origin
    const apart = number - origin
    const sum = this.sum + apart
    const offset = sum / newer
    const squares = this.sumOfSquares + apart * apart - sum * offset
    const between = (this.means[at] as number) - origin - offset
    const share = older / (newer + older)
    this.mean = origin + offset + between * share
    this.squares = squares + (this.suffixSquares[at] as number) + between * between * share * newer
  }

  private turn(): void {
    const { means, suffixSquares, length } = this
    const origin = means[length - 1] as number
    let sum = 0
    let sumOfSquares = 0
    for (let at = length - 1; at >= 0; at--) {
      const apart = (means[at] as number) - origin
      sum += apart
      sumOfSquares += apart * apart
      const offset = sum / (length - at)
      means[at] = origin + offset
      suffixSquares[at] = sumOfSquares - sum * offset
    }
    this.next = 0
    this.sum = 0
    this.sumOfSquares = 0
  }
}
