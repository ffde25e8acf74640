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
    while (i < to) {
      i = this.slideAlike(input, output, i, to, divisor)
      const stop = Math.min(i + length + 64, to)
      i = this.slideAny(input, output, i, stop, divisor)
      if (i < stop) break
    }
    const start = end - length
    const passed = this.next - start + i - turned
    let place = start + (passed % length)
    this.next = place
    this.turns += Math.floor(passed / length)
    for (let at = i - 1 - length; at < i - 1; at++) {
      ring[place] = input[at] as number
      if (++place === end) place = start
    }
    return i
  }

  /** Rows behind `length + 1` others of the column, one by one, up to one that is no sample. */
  private slideAny(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    const { length } = this
    let { sum, error, newest: entering } = this
    let i = from
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
    this.sum = sum
    this.error = error
    this.newest = entering
    return i
  }

  /**
   * The same four at a time, while all numbers, those that leave included, lie within 30 % of the first: the difference of two
   * of them is exact then (Sterbenz), and never greater than the sum, so that two operations tell what rounding takes from it
   * (Dekker) where else eleven are needed. Not one bit comes out otherwise.
   */
  private slideAlike(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    const { length } = this
    let { sum, error, newest: entering } = this
    const first = input[from] as number
    const square = first * first
    if (!(square < 1e199)) return from
    const limit = 0.09 * square
    let plain = 0
    for (let at = from - length - 1; at < from; at++) {
      const apart = (input[at] as number) - first
      if (!(apart * apart < limit)) return from
      plain += input[at] as number
    }
    // What stands in the sum is the window's, less the newest, and nothing of note that a bad print has left there.
    if (!(Math.abs(plain - entering - sum) < 0.01 * Math.abs(first))) return from
    let i = from
    let leave = from - length - 1
    for (; i + 3 < to; i += 4) {
      const a = input[i] as number
      const b = input[i + 1] as number
      const c = input[i + 2] as number
      const d = input[i + 3] as number
      const farA = a - first
      const farB = b - first
      const farC = c - first
      const farD = d - first
      if (!(farA * farA + farB * farB + farC * farC + farD * farD < limit)) break
      const stepA = entering - (input[leave] as number)
      const sumA = sum + stepA
      error += stepA - (sumA - sum)
      output[i] = (sumA + error + a) / divisor
      const stepB = a - (input[leave + 1] as number)
      const sumB = sumA + stepB
      error += stepB - (sumB - sumA)
      output[i + 1] = (sumB + error + b) / divisor
      const stepC = b - (input[leave + 2] as number)
      const sumC = sumB + stepC
      error += stepC - (sumC - sumB)
      output[i + 2] = (sumC + error + c) / divisor
      const stepD = c - (input[leave + 3] as number)
      sum = sumC + stepD
      error += stepD - (sum - sumC)
      output[i + 3] = (sum + error + d) / divisor
      entering = d
      leave += 4
    }
    this.sum = sum
    this.error = error
    this.newest = entering
    return i
  }

  private turn(): number {
    this.turns++
    return this.end - this.length
  }
}
