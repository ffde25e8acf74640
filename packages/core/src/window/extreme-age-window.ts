/**
 * How long ago the highest (direction 1) or lowest (-1) of the newest `length` numbers and one more came; of equal
 * ones the latest counts, or the first.
 *
 * Van Herk's block extremes with their places: the older block is held as the places of its every suffix's extreme,
 * the newer one as one place. O(1) amortised: every `length` pushes a block turns over.
 */
export class ExtremeAgeWindow {
  readonly length: number
  private readonly direction: number
  private readonly first: boolean
  /** From `next` on: extremes of the older block's suffixes. Before: numbers of the newer block. All times `direction`. */
  private readonly best: Float64Array
  /** From `next` on: where in the older block those extremes stand. */
  private readonly place: Int32Array
  private next = 0
  private block: number = NaN
  private blockPlace = 0
  /** A number on its way in or under question: set it, then call `look` or `isReached`; one that crosses a call may be boxed. */
  newest: number = NaN

  /** @param ties which of equal extremes counts. */
  constructor(length: number, direction: 1 | -1, ties: 'latest' | 'first' = 'latest') {
    this.length = length
    this.direction = direction
    this.first = ties === 'first'
    this.best = new Float64Array(Math.max(length, 1)).fill(-Infinity)
    this.place = new Int32Array(Math.max(length, 1))
    this.block = -Infinity
    // Lows turn half a block after highs: an indicator that has both never waits for two turns.
    if (direction < 0) this.next = length >> 1
  }

  /** Moves the window on by one number. */
  push(number: number): void {
    this.newest = number
    this.enter()
  }

  /** How many numbers came since the extreme of the window and this number: 0 where it is this number. */
  ageIncluding(number: number): number {
    this.newest = number
    return this.look()
  }

  /** Is this number the extreme, or equal to that of the window? */
  isReachedBy(number: number): boolean {
    this.newest = number
    return this.isReached()
  }

  /** The same as `isReachedBy(newest)`. */
  isReached(): boolean {
    const signed = this.newest * this.direction
    return signed >= this.block && signed >= (this.best[this.next] as number)
  }

  private enter(): void {
    if (this.length === 0) return
    const signed = this.newest * this.direction
    const at = this.next
    this.best[at] = signed
    if (this.first ? signed > this.block : signed >= this.block) {
      this.block = signed
      this.blockPlace = at
    }
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** The same as `ageIncluding(newest)`. */
  look(): number {
    const signed = this.newest * this.direction
    const { next, length } = this
    const older = this.best[next] as number
    const { first, block } = this
    if (first ? signed > block && signed > older : signed >= block && signed >= older) return 0
    return (first ? block > older : block >= older)
      ? next - this.blockPlace
      : next + length - (this.place[next] as number)
  }

  private turn(): void {
    const { best, place } = this
    let suffix = -Infinity
    let found = this.length - 1
    for (let at = this.length - 1; at >= 0; at--) {
      const signed = best[at] as number
      if (this.first ? signed >= suffix : signed > suffix) {
        suffix = signed
        found = at
      }
      best[at] = suffix
      place[at] = found
    }
    this.next = 0
    this.block = -Infinity
    this.blockPlace = 0
  }
}
