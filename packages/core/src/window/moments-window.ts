import { isSample } from './sample.js'

/**
 * Mean and squared deviations of the newest `length` numbers and one more that may still change.
 *
 * Two stacks: the older block is held as sums of its every suffix, the newer one grows as one set of sums, and the two
 * are added, so nothing drifts and no bad print lingers. All are taken from the last number of the older block. That
 * one stays in the window until the next block turns over, which bounds cancellation by the length of the window, and
 * makes a flat window deviate by exactly 0. O(1) amortised: every `length` pushes a block turns over.
 */
export class MomentsWindow {
  /** Numbers in the window. */
  readonly length: number
  /** The number that comes after the window, not yet pushed: the one last given to `include`. */
  newest: number = NaN
  /** Mean of the window and `newest`. */
  mean: number = NaN
  /** Sum of their squared deviations from that mean. */
  squares: number = NaN
  /**
   * Two numbers a place. From `next` on: what the numbers of the older block's suffixes are apart from `origin`, summed,
   * and the squares of that, summed. Before: numbers of the newer block.
   */
  private readonly blocks: Float64Array
  private next = 0
  private turns = 0
  /** The last number of the older block. */
  private origin: number = NaN
  /** Sums of what the numbers of the newer block are apart from it. */
  private sum: number = NaN
  private sumOfSquares: number = NaN
  /** 1 / (length + 1). */
  private readonly share: number

  /** @param filled how many places of the first block are passed over, so that windows of one length turn at different times. */
  constructor(length: number, filled = 0) {
    this.length = length
    this.next = filled
    this.blocks = new Float64Array(2 * Math.max(length, 1))
    this.origin = 0
    this.sum = 0
    this.sumOfSquares = 0
    this.share = 1 / (length + 1)
  }

  /** Numbers that have been pushed or passed over; of no use without a length. */
  get pushed(): number {
    return this.turns * this.length + this.next
  }

  /** Moves the window on by one number. It is whole once `length` have been pushed. */
  push(number: number): void {
    this.newest = number
    this.shift()
  }

  /** Pushes `newest`. */
  shift(): void {
    if (this.length === 0) return
    const { newest: number, next: at } = this
    const apart = number - this.origin
    this.sum += apart
    this.sumOfSquares += apart * apart
    this.blocks[2 * at] = number
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  /** Sets `mean` and `squares` to those of the window and this number. */
  include(number: number): void {
    this.newest = number
    this.look()
  }

  /** The same with `newest`: takes no number, since one that crosses a call which is not inlined would be boxed. */
  look(): void {
    const { blocks, next, origin, share } = this
    const apart = this.newest - origin
    const sum = (blocks[2 * next] as number) + (this.sum + apart)
    const squares = (blocks[2 * next + 1] as number) + (this.sumOfSquares + apart * apart) - sum * sum * share
    this.mean = origin + sum * share
    this.squares = squares > 0 ? squares : 0
  }

  /** The same as: push `newest`, and include this number. For windows of at least 1. */
  follow(number: number): void {
    const { blocks, share, newest: entering } = this
    blocks[2 * this.next] = entering
    this.newest = number
    const next = this.next + 1
    if (next === this.length) {
      this.turn()
      this.look()
      return
    }
    this.next = next
    const { origin } = this
    const moved = entering - origin
    const newer = this.sum + moved
    const newerSquares = this.sumOfSquares + moved * moved
    this.sum = newer
    this.sumOfSquares = newerSquares
    const apart = number - origin
    const sum = (blocks[2 * next] as number) + (newer + apart)
    const squares = (blocks[2 * next + 1] as number) + (newerSquares + apart * apart) - sum * sum * share
    this.mean = origin + sum * share
    this.squares = squares > 0 ? squares : 0
  }

  /**
   * The same as, for each row of `[from, to)`: push `newest`, include the row's sample, and write `mean` and `squares`.
   * Held in registers: twice as fast. Stops at a row that is no sample, and returns it.
   */
  slide(input: Float64Array, mean: Float64Array, squares: Float64Array, from: number, to: number): number {
    const { blocks, length, share } = this
    if (length === 0) return from
    let { next, newest, origin, sum: newer, sumOfSquares } = this
    let i = from
    for (; i < to; i++) {
      const number = input[i] as number
      if (!isSample(number)) break
      blocks[2 * next++] = newest
      if (next === length) {
        this.turn()
        next = 0
        origin = newest
        newer = 0
        sumOfSquares = 0
      } else {
        const moved = newest - origin
        newer += moved
        sumOfSquares += moved * moved
      }
      newest = number
      const apart = number - origin
      const sum = (blocks[2 * next] as number) + (newer + apart)
      const all = (blocks[2 * next + 1] as number) + (sumOfSquares + apart * apart) - sum * sum * share
      mean[i] = origin + sum * share
      squares[i] = all > 0 ? all : 0
    }
    this.next = next
    this.newest = newest
    this.origin = origin
    this.sum = newer
    this.sumOfSquares = sumOfSquares
    return i
  }

  private turn(): void {
    const { blocks, length } = this
    const origin = blocks[2 * length - 2] as number
    let sum = 0
    let sumOfSquares = 0
    for (let at = 2 * length - 2; at >= 0; at -= 2) {
      const apart = (blocks[at] as number) - origin
      sum += apart
      sumOfSquares += apart * apart
      blocks[at] = sum
      blocks[at + 1] = sumOfSquares
    }
    this.next = 0
    this.turns++
    this.origin = origin
    this.sum = 0
    this.sumOfSquares = 0
  }
}
