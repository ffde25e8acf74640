import { reciprocals } from './reciprocals.js'
import { isSample } from './sample.js'

/**
 * Mean and squared deviations of the newest `length` numbers and one more that may still change.
 *
 * Two stacks: the older block is held as moments of its every suffix, the newer one grows as one set of moments; the
 * two are merged (Chan, Golub, LeVeque 1979), so nothing drifts and no bad print lingers. Within a block deviations
 * are taken from one of its own numbers, which bounds cancellation by the length of the block, and makes a flat
 * window deviate by exactly 0. O(1) amortised: every `length` pushes a block turns over.
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
   * Two numbers a place. From `next` on: mean and squares of the older block's suffixes. Before: numbers of the newer
   * block. Behind all places: the newer block's first number.
   */
  private readonly blocks: Float64Array
  private next = 0
  /** Sums of what the numbers of the newer block are apart from its first. */
  private sum: number = NaN
  private sumOfSquares: number = NaN
  /** 1 / n, for n up to the window and the newest number. */
  readonly #inverse: Float64Array

  /** @param filled how many places of the first block are passed over, so that windows of one length turn at different times. */
  constructor(length: number, filled = 0) {
    this.length = length
    this.next = filled
    this.blocks = new Float64Array(2 * Math.max(length, 1) + 1)
    this.sum = 0
    this.sumOfSquares = 0
    this.#inverse = reciprocals(length + 1)
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
    this.sumOfSquares += apart * apart
    blocks[2 * at] = number
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
    const { blocks, length, next, newest: number } = this
    const first = blocks.length - 1
    if (next === 0) blocks[first] = number
    const origin = blocks[first] as number
    const inverse = this.#inverse
    const apart = number - origin
    const sum = this.sum + apart
    const offset = sum * (inverse[next + 1] as number)
    const between = (blocks[2 * next] as number) - origin - offset
    const share = (length - next) * (inverse[length + 1] as number)
    const squares = this.sumOfSquares + apart * apart - sum * offset
    this.mean = origin + offset + between * share
    this.squares = squares + (blocks[2 * next + 1] as number) + between * between * share * (next + 1)
  }

  /**
   * The same as, for each row of `[from, to)`: push `newest`, include the row's sample, and write `mean` and `squares`.
   * Held in registers: twice as fast. Stops at a row that is no sample, and returns it.
   */
  slide(input: Float64Array, mean: Float64Array, squares: Float64Array, from: number, to: number): number {
    const { blocks, length } = this
    if (length === 0) return from
    const inverse = this.#inverse
    const whole = inverse[length + 1] as number
    const first = blocks.length - 1
    let { next, newest, sum, sumOfSquares } = this
    let origin = blocks[first] as number
    let i = from
    for (; i < to; i++) {
      const number = input[i] as number
      if (!isSample(number)) break
      if (next === 0) origin = newest
      const moved = newest - origin
      sum += moved
      sumOfSquares += moved * moved
      blocks[2 * next] = newest
      newest = number
      if (++next === length) {
        this.turn()
        next = 0
        sum = 0
        sumOfSquares = 0
      }
      const start = next === 0 ? number : origin
      const apart = number - start
      const all = sum + apart
      const offset = all * (inverse[next + 1] as number)
      const between = (blocks[2 * next] as number) - start - offset
      const share = (length - next) * whole
      mean[i] = start + offset + between * share
      squares[i] =
        sumOfSquares +
        apart * apart -
        all * offset +
        (blocks[2 * next + 1] as number) +
        between * between * share * (next + 1)
    }
    this.next = next
    this.newest = newest
    blocks[first] = origin
    this.sum = sum
    this.sumOfSquares = sumOfSquares
    return i
  }

  private turn(): void {
    const { blocks, length } = this
    const inverse = this.#inverse
    const origin = blocks[2 * length - 2] as number
    let sum = 0
    let sumOfSquares = 0
    let count = 1
    for (let at = 2 * length - 2; at >= 0; at -= 2) {
      const apart = (blocks[at] as number) - origin
      sum += apart
      sumOfSquares += apart * apart
      const offset = sum * (inverse[count++] as number)
      blocks[at] = origin + offset
      blocks[at + 1] = sumOfSquares - sum * offset
    }
    this.next = 0
    this.sum = 0
    this.sumOfSquares = 0
  }
}
