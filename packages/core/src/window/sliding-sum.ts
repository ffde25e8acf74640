import { isSample } from './sample.js'

/**
 * Sum of the newest `length` numbers, O(1) a push, without drift.
 *
 * Each push adds `entering - leaving` with both rounding errors kept apart (Knuth's two-sum), so that a bad print of
 * 1e12 leaves nothing behind once it has left the window. Missing numbers count as 0 until the window is full.
 */
export class SlidingSum {
  /** Numbers in the window. */
  readonly length: number
  /** The number that comes after the window, not yet pushed; kept here for whoever slides. */
  newest: number = NaN
  /** The window is its `length` places before `end`. */
  private readonly ring: Float64Array
  private readonly end: number
  private next = 0
  /** How often the numbers have been around the ring. */
  private turns = 0
  private sum: number = NaN
  private error: number = NaN

  /**
   * @param ring where it keeps its numbers, zeros at first; an array of its own unless said.
   * @param end the place behind them there; that of the array's end unless said.
   */
  constructor(length: number, ring: Float64Array = new Float64Array(Math.max(length, 1)), end: number = ring.length) {
    this.length = length
    this.ring = ring
    this.end = end
    this.next = end - length
    this.sum = 0
    this.error = 0
  }

  /** Sum of what the window holds. */
  get value(): number {
    return this.sum + this.error
  }

  /** Mean of the window and `newest`. */
  get mean(): number {
    return (this.sum + this.error + this.newest) / (this.length + 1)
  }

  /** Numbers that have been pushed; of no use without a length. */
  get pushed(): number {
    return this.turns * this.length + this.next - this.end + this.length
  }

  /** Moves the window on by one number. */
  push(entering: number): void {
    this.newest = entering
    this.shift()
  }

  /** Pushes `newest`: nothing crosses the call, so nothing is boxed where it is not inlined. */
  shift(): void {
    const { ring, next, newest: entering } = this
    if (this.length === 0) return
    const leaving = ring[next] as number
    ring[next] = entering
    this.next = next + 1 === this.end ? this.turn() : next + 1

    const step = entering - leaving
    const stepBack = step - entering
    const before = this.sum
    const after = before + step
    const taken = after - before
    this.error += entering - (step - stepBack) - (leaving + stepBack) + (before - (after - taken) + (step - taken))
    this.sum = after
  }

  /** The same as: push `newest`, make this number the newest, and return `value + newest`. For windows of at least 1. */
  follow(sample: number): number {
    const { ring, next, newest: entering } = this
    const leaving = ring[next] as number
    ring[next] = entering
    this.next = next + 1 === this.end ? this.turn() : next + 1
    const step = entering - leaving
    const stepBack = step - entering
    const before = this.sum
    const after = before + step
    const taken = after - before
    const error =
      this.error + (entering - (step - stepBack) - (leaving + stepBack) + (before - (after - taken) + (step - taken)))
    this.error = error
    this.sum = after
    this.newest = sample
    return after + error + sample
  }

  /**
   * The same as, for each row of `[from, to)`: push `newest`, make the row's sample the newest, and write
   * `(value + newest) / divisor`. Held in registers: twice as fast. Stops at a row that is no sample, and returns it.
   *
   * @param output another column than `input`.
   */
  slide(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    const { ring, end, length } = this
    if (length === 0) return from
    // Beyond its first rows the column itself has the numbers that leave.
    const turned = Math.min(from + length + 1, to)
    let i = from
    for (; i < turned; i++) {
      const sample = input[i] as number
      if (!isSample(sample)) return i
      this.shift()
      this.newest = sample
      output[i] = (this.sum + this.error + sample) / divisor
    }
    if (i === to) return i
    let { sum, error, newest: entering } = this
    for (; i < to; i++) {
      const sample = input[i] as number
      if (!isSample(sample)) break
      const leaving = input[i - length - 1] as number
      const step = entering - leaving
      const stepBack = step - entering
      const after = sum + step
      const taken = after - sum
      error += entering - (step - stepBack) - (leaving + stepBack) + (sum - (after - taken) + (step - taken))
      sum = after
      entering = sample
      output[i] = (sum + error + sample) / divisor
    }
    const start = end - length
    const passed = this.next - start + i - turned
    for (let at = 0; at < length; at++) ring[start + ((passed + at) % length)] = input[i - 1 - length + at] as number
    this.next = start + (passed % length)
    this.turns += Math.floor(passed / length)
    this.newest = entering
    this.sum = sum
    this.error = error
    return i
  }

  private turn(): number {
    this.turns++
    return this.end - this.length
  }
}
