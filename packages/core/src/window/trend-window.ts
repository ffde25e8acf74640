import { isSample } from './sample.js'

/**
 * Mean and slant of the newest `length` numbers and one more that may still change: what a straight line through them
 * and a linearly weighted mean are made of.
 *
 * Two stacks: the older block is held as its every suffix, the newer one grows, and the two are
 * merged (Chan, Golub, LeVeque 1979), so nothing drifts and no bad print lingers. Within a block deviations are taken
 * from one of its own numbers, which makes a flat window slant by exactly 0. O(1) amortised: every `length` pushes a
 * block turns over.
 */
export class TrendWindow {
  readonly length: number
  /** The number that comes after the window, not yet pushed: the one last given to `include`. */
  newest: number = NaN
  /** Mean of the window and `newest`. */
  mean: number = NaN
  /** Sum of (place - mean place) x (number - mean) over them, places counted from the oldest. */
  slant: number = NaN
  /**
   * Two numbers a place. From `next` on: mean and slant of the older block's suffixes. Before: numbers of the newer
   * block. Behind all places: the newer block's first number.
   */
  private readonly blocks: Float64Array
  private next = 0
  /** Sums of what the numbers of the newer block are apart from its first, plain and times their place. */
  private sum: number = NaN
  private placed: number = NaN
  constructor(length: number) {
    this.length = length
    this.blocks = new Float64Array(2 * Math.max(length, 1) + 1)
    this.sum = 0
    this.placed = 0
  }

  /** Moves the window on by one number. It is whole once `length` have been pushed. */
  push(number: number): void {
    this.newest = number
    this.shift()
  }

  /** Pushes `newest`. */
  shift(): void {
    if (this.length === 0) return
    const { blocks, newest: number, next: at } = this
    const first = blocks.length - 1
    if (at === 0) blocks[first] = number
    const apart = number - (blocks[first] as number)
    this.sum += apart
    this.placed += at * apart
    blocks[2 * at] = number
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** Sets `mean` and `slant` to those of the window and this number. */
  include(number: number): void {
    this.newest = number
    this.look()
  }

  /** The same with `newest`: takes no number, since one that crosses a call which is not inlined would be boxed. */
  look(): void {
    const { blocks, length, next, newest: number } = this
    const first = blocks.length - 1
    if (next === 0) blocks[first] = number
    const origin = blocks[first] as number
    const apart = number - origin
    const sum = this.sum + apart
    const offset = sum / (next + 1)
    const older = length - next
    const between = origin - (blocks[2 * next] as number) + offset
    this.mean = origin + offset - between * (older / (length + 1))
    this.slant =
      (blocks[2 * next + 1] as number) +
      (this.placed + next * apart - (next / 2) * sum) +
      between * older * ((next + 1) / 2)
  }

  /**
   * The same as, for each row of `[from, to)`: push `newest`, include the row's sample, and write
   * `mean + slant x factor`. Held in registers. Stops at a row that is no sample, and returns it.
   */
  slide(input: Float64Array, output: Float64Array, from: number, to: number, factor: number): number {
    const { blocks, length } = this
    if (length === 0) return from
    const first = blocks.length - 1
    let { next, newest, sum, placed } = this
    let origin = blocks[first] as number
    let i = from
    for (; i < to; i++) {
      const number = input[i] as number
      if (!isSample(number)) break
      if (next === 0) origin = newest
      const moved = newest - origin
      sum += moved
      placed += next * moved
      blocks[2 * next] = newest
      newest = number
      if (++next === length) {
        this.turn()
        next = 0
        sum = 0
        placed = 0
      }
      const start = next === 0 ? number : origin
      const apart = number - start
      const all = sum + apart
      const offset = all / (next + 1)
      const older = length - next
      const between = start - (blocks[2 * next] as number) + offset
      const mean = start + offset - between * (older / (length + 1))
      const slant =
        (blocks[2 * next + 1] as number) +
        (placed + next * apart - (next / 2) * all) +
        between * older * ((next + 1) / 2)
      output[i] = mean + slant * factor
    }
    this.next = next
    this.newest = newest
    blocks[first] = origin
    this.sum = sum
    this.placed = placed
    return i
  }

  private turn(): void {
    const { blocks, length } = this
    const origin = blocks[2 * length - 2] as number
    let sum = 0
    let placed = 0
    // Counted by additions, since a whole number would be converted at every place; halves are exact.
    let count = 1
    let meanPlace = 0
    for (let at = 2 * length - 2; at >= 0; at -= 2) {
      const apart = (blocks[at] as number) - origin
      // In front of the others: each of them moves on by one place.
      placed += sum
      sum += apart
      blocks[at] = origin + sum / count
      blocks[at + 1] = placed - meanPlace * sum
      count += 1
      meanPlace += 0.5
    }
    this.next = 0
    this.sum = 0
    this.placed = 0
  }
}
