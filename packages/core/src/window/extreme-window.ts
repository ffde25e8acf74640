import { alikeUntil, slideBlock } from './extreme-block.js'
import { isSample } from './sample.js'

/**
 * Highest (direction 1) or lowest (-1) of the newest `length` numbers and one more that may still change.
 *
 * Van Herk's block extremes: the older block is held as the extremes of its every suffix, the newer one as one
 * extreme. O(1) amortised with few branches to guess: every `length` pushes a block turns over.
 */
export class ExtremeWindow {
  /** Numbers in the window. */
  readonly length: number
  /** Is the lowest asked for? Numbers are then held with their signs turned. */
  private readonly isLowest: boolean
  /** From `next` on: extremes of the older block's suffixes. Before: numbers of the newer block. */
  private readonly best: Float64Array
  private next = 0
  private block: number = NaN
  /** A number on its way in or under question, and the answer: fields, since what crosses a call is boxed. */
  private asked: number = NaN
  private found: number = NaN

  constructor(length: number, direction: 1 | -1) {
    this.length = length
    this.isLowest = direction < 0
    this.best = new Float64Array(Math.max(length, 1)).fill(-Infinity)
    this.block = -Infinity
    // Lows turn half a block after highs: an indicator that has both never waits for two turns.
    if (direction < 0) this.next = length >> 1
  }

  /** Moves the window on by one number. */
  push(number: number): void {
    this.asked = number
    this.enter()
  }

  /** The extreme of the window and this number. */
  including(number: number): number {
    this.asked = number
    this.look()
    return this.found
  }

  /** The same as: push the number before, and return the extreme including this one. For windows of at least 1. */
  follow(before: number, number: number): number {
    const { best, isLowest } = this
    const entering = isLowest ? -before : before
    let at = this.next
    let block = this.block
    best[at] = entering
    if (entering > block) block = entering
    this.block = block
    this.next = ++at
    if (at === this.length) {
      this.turn()
      at = 0
      block = -Infinity
    }
    const signed = isLowest ? -number : number
    const older = best[at] as number
    const newer = signed > block ? signed : block
    const extreme = older > newer ? older : newer
    return isLowest ? -extreme : extreme
  }

  private enter(): void {
    if (this.length === 0) return
    const signed = this.isLowest ? -this.asked : this.asked
    const at = this.next
    this.best[at] = signed
    if (signed > this.block) this.block = signed
    this.next = at + 1
    if (at + 1 === this.length) this.turn()
  }

  private look(): void {
    const { isLowest, block } = this
    const signed = isLowest ? -this.asked : this.asked
    const older = this.best[this.next] as number
    const newer = signed > block ? signed : block
    const best = older > newer ? older : newer
    this.found = isLowest ? -best : best
  }

  /**
   * The same as, for each row of `[from, to)`: push the number before it (`newest` before the first), and write
   * `including` the row's sample. Held in registers. Stops at a row that is no sample, and returns it.
   */
  slide(newest: number, input: Float64Array, output: Float64Array, from: number, to: number): number {
    const { best, isLowest, length } = this
    if (length === 0) return from
    const direction = isLowest ? -1 : 1
    let { next, block } = this
    let entering = newest * direction
    let i = from
    let alike = from
    while (i < to) {
      // Up to where the block turns over, and at most to the end: nothing to ask in each row but the numbers themselves.
      const stop = Math.min(to, i + length - next - 1)
      for (; i < stop; i++) {
        const number = input[i] as number
        if (!isSample(number)) break
        if (entering > block) block = entering
        best[next++] = entering
        entering = number * direction
        const older = best[next] as number
        const newer = entering > block ? entering : block
        output[i] = (older > newer ? older : newer) * direction
      }
      if (i < stop || i === to) break
      // Not by `isSample`: a call made so seldom is not inlined, and boxes what it asks of.
      if (!(Math.abs(input[i] as number) < 1e100)) break
      best[next] = entering
      this.turn()
      if (i + length >= alike && i + length < to) alike = alikeUntil(input, i, to)
      // The row behind a block takes its last number as one that is pushed: it must be there.
      for (; i + length < alike; i += length) slideBlock(input, output, i, best, length, direction)
      next = 0
      block = -Infinity
      entering = (input[i] as number) * direction
      const older = best[0] as number
      output[i++] = (older > entering ? older : entering) * direction
    }
    this.next = next
    this.block = block
    return i
  }

  private turn(): void {
    const best = this.best
    let suffix = -Infinity
    for (let at = this.length - 1; at >= 0; at--) {
      const signed = best[at] as number
      if (signed > suffix) suffix = signed
      best[at] = suffix
    }
    this.next = 0
    this.block = -Infinity
  }
}
