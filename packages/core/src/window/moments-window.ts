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
  /** Mean of the window and `newest`. */
  mean: number = NaN
  /** Sum of their squared deviations from that mean. */
  squares: number = NaN
  /**
   * Two numbers a place. From `next` on: what the numbers of the older block's suffixes are apart from the origin, summed,
   * and the squares of that, summed. Before: numbers of the newer block. In front of all places five numbers, which as
   * fields would weigh thrice as much: 1 / (length + 1); the origin, which is the last number of the older block;
   * the newest number; what those of the newer block are apart from the origin, summed; the squares of that, summed.
   */
  private readonly blocks: Float64Array
  private next = 0
  private turns = 0

  /** @param filled how many places of the first block are passed over, so that windows of one length turn at different times. */
  constructor(length: number, filled = 0) {
    this.length = length
    this.next = filled
    this.blocks = new Float64Array(2 * Math.max(length, 1) + 5)
    this.blocks[0] = 1 / (length + 1)
    this.newest = NaN
  }

  /** The number that comes after the window, not yet pushed: the one last given to `include`. */
  get newest(): number {
    return this.blocks[2] as number
  }

  set newest(number: number) {
    this.blocks[2] = number
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
    const { blocks, next: at } = this
    const number = blocks[2] as number
    const apart = number - (blocks[1] as number)
    blocks[3] = (blocks[3] as number) + apart
    blocks[4] = (blocks[4] as number) + apart * apart
    blocks[2 * at + 5] = number
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
    const { blocks, next } = this
    const origin = blocks[1] as number
    const share = blocks[0] as number
    const apart = (blocks[2] as number) - origin
    const sum = (blocks[2 * next + 5] as number) + ((blocks[3] as number) + apart)
    const newerSquares = blocks[4] as number
    const squares = (blocks[2 * next + 6] as number) + (newerSquares + apart * apart) - sum * sum * share
    this.mean = origin + sum * share
    this.squares = squares > 0 ? squares : 0
  }

  /** The same as: push `newest`, and include this number. For windows of at least 1. */
  follow(number: number): void {
    const { blocks } = this
    const entering = blocks[2] as number
    blocks[2 * this.next + 5] = entering
    blocks[2] = number
    const next = this.next + 1
    if (next === this.length) {
      this.turn()
      this.look()
      return
    }
    this.next = next
    const origin = blocks[1] as number
    const share = blocks[0] as number
    const moved = entering - origin
    const newer = (blocks[3] as number) + moved
    const newerSquares = (blocks[4] as number) + moved * moved
    blocks[3] = newer
    blocks[4] = newerSquares
    const apart = number - origin
    const sum = (blocks[2 * next + 5] as number) + (newer + apart)
    const squares = (blocks[2 * next + 6] as number) + (newerSquares + apart * apart) - sum * sum * share
    this.mean = origin + sum * share
    this.squares = squares > 0 ? squares : 0
  }

  /**
   * The same as, for each row of `[from, to)`: push `newest`, include the row's sample, and write `mean` and `squares`.
   * Held in registers: twice as fast. Stops at a row that is no sample, and returns it.
   */
  slide(input: Float64Array, mean: Float64Array, squares: Float64Array, from: number, to: number): number {
    const { blocks, length } = this
    if (length === 0) return from
    let i = from
    for (;;) {
      const stop = Math.min(i + length - 1 - this.next, to)
      i = this.slideWithin(input, mean, squares, i, stop)
      if (i < stop || i === to) return i
      const number = input[i] as number
      // Not by `isSample`: a call made so seldom is not inlined, and boxes what it asks of.
      if (!(Math.abs(number) < 1e100)) return i
      blocks[2 * this.next + 5] = blocks[2] as number
      blocks[2] = number
      this.turn()
      this.look()
      mean[i] = this.mean
      squares[i++] = this.squares
    }
  }

  /** Rows up to the one for which a block turns over: nothing is called in between. */
  private slideWithin(
    input: Float64Array,
    mean: Float64Array,
    squares: Float64Array,
    from: number,
    to: number,
  ): number {
    const { blocks } = this
    const share = blocks[0] as number
    const origin = blocks[1] as number
    let { next } = this
    let newest = blocks[2] as number
    let newer = blocks[3] as number
    let newerSquares = blocks[4] as number
    let i = from
    for (; i < to; i++) {
      const number = input[i] as number
      if (!isSample(number)) break
      blocks[2 * next++ + 5] = newest
      const moved = newest - origin
      newer += moved
      newerSquares += moved * moved
      newest = number
      const apart = number - origin
      const sum = (blocks[2 * next + 5] as number) + (newer + apart)
      const deviations = (blocks[2 * next + 6] as number) + (newerSquares + apart * apart) - sum * sum * share
      mean[i] = origin + sum * share
      squares[i] = deviations > 0 ? deviations : 0
    }
    this.next = next
    blocks[2] = newest
    blocks[3] = newer
    blocks[4] = newerSquares
    return i
  }

  private turn(): void {
    const { blocks, length } = this
    const origin = blocks[2 * length + 3] as number
    let sum = 0
    let sumOfSquares = 0
    for (let at = 2 * length + 3; at >= 5; at -= 2) {
      const apart = (blocks[at] as number) - origin
      sum += apart
      sumOfSquares += apart * apart
      blocks[at] = sum
      blocks[at + 1] = sumOfSquares
    }
    this.next = 0
    this.turns++
    blocks[1] = origin
    blocks[3] = 0
    blocks[4] = 0
  }
}
