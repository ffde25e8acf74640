/**
 * Mean, squared, cubed and fourth powers of deviations of the newest `length` numbers and one more that may still
 * change: what spread, lean and tails of a distribution are made of.
 *
 * Two stacks: the older block is held as moments of its every suffix, the newer one grows number
 * by number, and the two are merged (Pébay 2008), so nothing drifts and no bad print lingers. Within a block all is counted
 * from one of its own numbers, so that little is lost where prices are high and differences small, and a flat window
 * deviates by exactly 0 in every power. O(1) amortised: every `length` pushes a block turns over.
 */
export class HigherMomentsWindow {
  readonly length: number
  /** The number that comes after the window, not yet pushed: the one last given to `include`. */
  newest: number = NaN
  /** Mean of the window and `newest`, and the sums of the powers of what they are apart from it. */
  mean: number = NaN
  squares: number = NaN
  cubes: number = NaN
  fourths: number = NaN
  /** The mean as counted from an origin. */
  private offset: number = NaN
  /** From `next` on: moments of the older block's suffixes. Before: numbers of the newer block, in the means. */
  private readonly means: Float64Array
  private readonly suffixSquares: Float64Array
  private readonly suffixCubes: Float64Array
  private readonly suffixFourths: Float64Array
  private next = 0
  /** The number that means of the older block, of the newer block are counted from. */
  private olderOrigin: number = NaN
  private origin: number = NaN
  /** Moments of the newer block. */
  private blockOffset: number = NaN
  private blockSquares: number = NaN
  private blockCubes: number = NaN
  private blockFourths: number = NaN
  private incoming: number = NaN
  /** The number to be added to moments, as counted from an origin. */
  private entering: number = NaN

  constructor(length: number) {
    this.length = length
    const size = Math.max(length, 1)
    this.means = new Float64Array(size)
    this.suffixSquares = new Float64Array(size)
    this.suffixCubes = new Float64Array(size)
    this.suffixFourths = new Float64Array(size)
    this.olderOrigin = 0
    this.clear()
  }

  /** Moves the window on by one number. It is whole once `length` have been pushed. */
  push(number: number): void {
    this.incoming = number
    this.advance()
  }

  /** Sets `mean`, `squares`, `cubes` and `fourths` to those of the window and this number. */
  include(number: number): void {
    this.newest = number
    this.merge()
  }

  // From here on no call takes a number: it would be boxed where the call is not inlined.

  private advance(): void {
    const { length, next: at, incoming } = this
    if (length === 0) return
    if (at === 0) this.origin = incoming
    this.load()
    this.entering = incoming - this.origin
    this.extend(at + 1)
    this.store()
    this.means[at] = incoming
    this.next = at + 1
    if (at + 1 === length) this.turn()
  }

  private merge(): void {
    const { length, next, newest } = this
    const origin = next === 0 ? newest : this.origin
    this.load()
    this.entering = newest - origin
    this.extend(next + 1)
    const older = length - next
    const newer = next + 1
    const total = length + 1
    const between = this.olderOrigin - origin + ((this.means[next] as number) - this.offset)
    const step = between / total
    const olderSquares = this.suffixSquares[next] as number
    const olderCubes = this.suffixCubes[next] as number
    const lean = newer * olderSquares - older * this.squares
    const spread = newer * newer * olderSquares + older * older * this.squares
    const product = between * step * older * newer
    this.fourths +=
      (this.suffixFourths[next] as number) +
      product * step * step * (newer * newer - newer * older + older * older) +
      6 * step * step * spread +
      4 * step * (newer * olderCubes - older * this.cubes)
    this.cubes += olderCubes + product * step * (newer - older) + 3 * step * lean
    this.squares += olderSquares + product
    this.mean = origin + (this.offset + step * older)
  }

  /** Adds the entering number to the moments at hand, as the `count`-th of them. */
  private extend(count: number): void {
    const apart = this.entering - this.offset
    const step = apart / count
    const product = apart * step * (count - 1)
    this.fourths +=
      product * step * step * (count * count - 3 * count + 3) + 6 * step * step * this.squares - 4 * step * this.cubes
    this.cubes += product * step * (count - 2) - 3 * step * this.squares
    this.squares += product
    this.offset += step
  }

  private turn(): void {
    const { means, suffixSquares, suffixCubes, suffixFourths, length } = this
    const origin = means[length - 1] as number
    this.olderOrigin = origin
    this.clear()
    this.load()
    for (let at = length - 1; at >= 0; at--) {
      this.entering = (means[at] as number) - origin
      this.extend(length - at)
      means[at] = this.offset
      suffixSquares[at] = this.squares
      suffixCubes[at] = this.cubes
      suffixFourths[at] = this.fourths
    }
  }

  /** Takes the newer block's moments at hand. */
  private load(): void {
    this.offset = this.blockOffset
    this.squares = this.blockSquares
    this.cubes = this.blockCubes
    this.fourths = this.blockFourths
  }

  private store(): void {
    this.blockOffset = this.offset
    this.blockSquares = this.squares
    this.blockCubes = this.cubes
    this.blockFourths = this.fourths
  }

  /** An empty newer block. */
  private clear(): void {
    this.next = 0
    this.blockOffset = 0
    this.blockSquares = 0
    this.blockCubes = 0
    this.blockFourths = 0
  }
}
