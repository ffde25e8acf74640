/**
 * Mean and squared deviations of the newest `length` numbers and one more that may still change.
 *
 * Two stacks: the older block is held as moments of its every suffix, the newer one grows as one set of moments; the
 * two are merged (Chan, Golub, LeVeque 1979) and nothing is ever subtracted, so nothing drifts, no bad print
 * lingers, and a flat window deviates by exactly 0. O(1) amortised: every `length` pushes a block turns over.
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
  private blockMean: number = NaN
  private blockSquares: number = NaN

  constructor(length: number) {
    this.length = length
    this.means = new Float64Array(Math.max(length, 1))
    this.suffixSquares = new Float64Array(Math.max(length, 1))
    this.blockMean = 0
    this.blockSquares = 0
  }

  /** Moves the window on by one number. It is whole once `length` have been pushed. */
  push(number: number): void {
    if (this.length === 0) return
    const at = this.next
    this.means[at] = number
    const apart = number - this.blockMean
    const mean = this.blockMean + apart / (at + 1)
    this.blockMean = mean
    this.blockSquares += apart * (number - mean)
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** Sets `mean` and `squares` to those of the window and this number. */
  include(number: number): void {
    const newer = this.next + 1
    const older = this.length - this.next
    const apart = number - this.blockMean
    const mean = this.blockMean + apart / newer
    const squares = this.blockSquares + apart * (number - mean)
    const between = (this.means[this.next] as number) - mean
    const share = older / (newer + older)
    this.mean = mean + between * share
    this.squares = squares + (this.suffixSquares[this.next] as number) + between * between * share * newer
  }

  private turn(): void {
    const { means, suffixSquares, length } = this
    let mean = 0
    let squares = 0
    for (let at = length - 1, n = 1; at >= 0; at--, n++) {
      const number = means[at] as number
      const apart = number - mean
      mean += apart / n
      squares += apart * (number - mean)
      means[at] = mean
      suffixSquares[at] = squares
    }
    this.next = 0
    this.blockMean = 0
    this.blockSquares = 0
  }
}
