/**
 * How long ago the highest (direction 1) or lowest (-1) of the newest `length` numbers and one more came; of equal
 * ones the latest counts, or the earliest where that is asked for.
 *
 * Van Herk's block extremes with their places: the older block is held as the places of its every suffix's extreme,
 * the newer one as one place. O(1) amortised: every `length` pushes a block turns over.
 */
export class ExtremeAgeWindow {
  readonly length: number
  private readonly direction: number
  private readonly earliest: boolean
  /** From `next` on: extremes of the older block's suffixes. Before: numbers of the newer block. All times `direction`. */
  private readonly best: Float64Array
  /** From `next` on: where in the older block those extremes stand. */
  private readonly place: Int32Array
  private next = 0
  private block: number = NaN
  private blockPlace = 0

  constructor(length: number, direction: 1 | -1, ties: 'latest' | 'earliest' = 'latest') {
    this.length = length
    this.direction = direction
    this.earliest = ties === 'earliest'
    this.best = new Float64Array(Math.max(length, 1)).fill(-Infinity)
    this.place = new Int32Array(Math.max(length, 1))
    this.block = -Infinity
  }

  /** Moves the window on by one number. */
  push(number: number): void {
    if (this.length === 0) return
    const signed = number * this.direction
    const at = this.next
    this.best[at] = signed
    if (signed > this.block || (signed === this.block && !this.earliest)) {
      this.block = signed
      this.blockPlace = at
    }
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** How many numbers came since the extreme of the window and this number: 0 where it is this number. */
  ageIncluding(number: number): number {
    const signed = number * this.direction
    const { next, length } = this
    const older = this.best[next] as number
    if (this.earliest) {
      if (signed > this.block && signed > older) return 0
      return this.block > older ? next - this.blockPlace : next + length - (this.place[next] as number)
    }
    if (signed >= this.block && signed >= older) return 0
    return this.block >= older ? next - this.blockPlace : next + length - (this.place[next] as number)
  }

  private turn(): void {
    const { best, place } = this
    let suffix = -Infinity
    let found = this.length - 1
    for (let at = this.length - 1; at >= 0; at--) {
      const signed = best[at] as number
      if (signed > suffix || (signed === suffix && this.earliest)) {
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
