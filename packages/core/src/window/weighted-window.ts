import { isSample } from './sample.js'

/**
 * Linearly weighted sum of the newest `length` numbers and one more that may still change: the oldest weighs 1, each
 * the next one more, the one more `length + 1`.
 *
 * The older block is held as the weighted sums of its every suffix, the newer one as its sum and its sum by places,
 * both with their rounding error kept apart (Dekker's fast two-sum: off by at most one rounding of what is added).
 * Nothing is ever subtracted, so nothing drifts and no bad print lingers. O(1) amortised: every `length` pushes a
 * block turns over.
 */
export class WeightedWindow {
  readonly length: number
  /** The number that comes after the window, not yet pushed. */
  newest: number = NaN
  /** From `next` on: weighted sums of the older block's suffixes. Before: numbers of the newer block. */
  private readonly suffix: Float64Array
  private next = 0
  private turns = 0
  /** Sum of the newer block, and the same by places, counted from 1; what rounding took from them. */
  private sum: number = NaN
  private sumError: number = NaN
  private placed: number = NaN
  private placedError: number = NaN

  constructor(length: number) {
    this.length = length
    this.suffix = new Float64Array(Math.max(length, 1))
    this.clear()
  }

  /** Numbers that have been pushed; of no use without a length. */
  get pushed(): number {
    return this.turns * this.length + this.next
  }

  /** The weighted sum of the window and `newest`. */
  get value(): number {
    const { length, next, newest } = this
    const inner = (length - next) * (this.sum + this.sumError) + (this.placed + this.placedError)
    return (this.suffix[next] as number) + (inner + (length + 1) * newest)
  }

  /** Moves the window on by one number; what is missing at first counts as 0. */
  push(number: number): void {
    this.newest = number
    this.shift()
  }

  /** Pushes `newest`: nothing crosses the call, so nothing is boxed where it is not inlined. */
  shift(): void {
    if (this.length > 0) this.follow(this.newest)
  }

  /** The same as: push `newest`, make this number the newest, and return `value`. For windows of at least 1. */
  follow(sample: number): number {
    const { suffix, length, newest: entering } = this
    suffix[this.next] = entering
    this.newest = sample
    const next = this.next + 1
    if (next === length) {
      this.turn()
      return (suffix[0] as number) + (0 + (length + 1) * sample)
    }
    this.next = next
    const sum = this.sum + entering
    const sumError = this.sumError + (entering - (sum - this.sum))
    const weighed = next * entering
    const placed = this.placed + weighed
    const placedError = this.placedError + (weighed - (placed - this.placed))
    this.sum = sum
    this.sumError = sumError
    this.placed = placed
    this.placedError = placedError
    return (
      (suffix[next] as number) + ((length - next) * (sum + sumError) + (placed + placedError) + (length + 1) * sample)
    )
  }

  /**
   * The same as, for each row of `[from, to)`: follow with the row's sample, and write what comes of it / `divisor`.
   * Held in registers. Stops at a row that is no sample, and returns it.
   */
  slide(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    const { length } = this
    if (length === 0) return from
    let i = from
    for (;;) {
      const stop = Math.min(i + length - 1 - this.next, to)
      i = this.slideWithin(input, output, i, stop, divisor)
      if (i < stop || i === to) return i
      const sample = input[i] as number
      // Not by `isSample`: a call made so seldom is not inlined, and boxes what it asks of.
      if (!(Math.abs(sample) < 1e100)) return i
      this.suffix[this.next] = this.newest
      this.turn()
      this.newest = sample
      output[i++] = ((this.suffix[0] as number) + (length + 1) * sample) / divisor
    }
  }

  /** Rows up to the one for which a block turns over: nothing is called in between. */
  private slideWithin(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    const { suffix, length } = this
    let { next, newest, sum, sumError, placed, placedError } = this
    let i = from
    for (; i < to; i++) {
      const sample = input[i] as number
      if (!isSample(sample)) break
      suffix[next++] = newest
      const sumAfter = sum + newest
      sumError += newest - (sumAfter - sum)
      sum = sumAfter
      const weighed = next * newest
      const placedAfter = placed + weighed
      placedError += weighed - (placedAfter - placed)
      placed = placedAfter
      newest = sample
      const inner = (length - next) * (sum + sumError) + (placed + placedError)
      output[i] = ((suffix[next] as number) + (inner + (length + 1) * sample)) / divisor
    }
    this.next = next
    this.newest = newest
    this.sum = sum
    this.sumError = sumError
    this.placed = placed
    this.placedError = placedError
    return i
  }

  private clear(): void {
    this.next = 0
    this.sum = 0
    this.sumError = 0
    this.placed = 0
    this.placedError = 0
  }

  private turn(): void {
    const { suffix } = this
    let sum = 0
    let sumError = 0
    let weighted = 0
    let weightedError = 0
    for (let at = this.length - 1; at >= 0; at--) {
      const number = suffix[at] as number
      const sumAfter = sum + number
      sumError += number - (sumAfter - sum)
      sum = sumAfter
      // One more in front: all those behind it weigh one more.
      const added = sum + sumError
      const after = weighted + added
      weightedError += added - (after - weighted)
      weighted = after
      suffix[at] = weighted + weightedError
    }
    this.turns++
    this.clear()
  }
}
