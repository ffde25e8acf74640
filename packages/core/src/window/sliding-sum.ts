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

  /** Mean of the window and `newest`. By way of `value`: so short, both are folded in wherever they are asked for. */
  get mean(): number {
    return (this.value + this.newest) / (this.length + 1)
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
    const { length } = this
    if (length === 0) return from
    // Beyond its first rows the column itself has the numbers that leave.
    const turned = Math.min(from + length + 1, to)
    let i = this.slideEach(input, output, from, turned, divisor)
    if (i === turned && i + 3 < to) i = this.slideLong(input, output, i, to, divisor)
    return this.slideEach(input, output, i, to, divisor)
  }

  /** Rows that the window itself is moved on by. */
  private slideEach(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    let i = from
    for (; i < to; i++) {
      const sample = input[i] as number
      if (!isSample(sample)) break
      this.shift()
      this.newest = sample
      output[i] = (this.sum + this.error + sample) / divisor
    }
    return i
  }

  /**
   * Rows behind `length + 1` others of the column, but for the last few.
   *
   * Four at a time while all numbers, those that leave included, lie within 30 % of one of them: the difference of two of them
   * is exact then (Sterbenz), and never greater than the sum, so that two operations tell what rounding takes from it (Dekker)
   * where else eleven are needed. Not one bit comes out otherwise.
   */
  private slideLong(input: Float64Array, output: Float64Array, from: number, to: number, divisor: number): number {
    const { length } = this
    let { sum, error, newest: entering } = this
    let i = from
    while (i + 3 < to) {
      const first = input[i] as number
      const square = first * first
      const limit = square < 1e199 ? 0.09 * square : 0
      // What stands in the sum is the window's, less the newest, and nothing of note that a bad print has left there.
      let foreign = -entering - sum
      let at = i - length - 1
      for (; at < i; at++) {
        const x = input[at] as number
        const apart = x - first
        if (!(apart * apart < limit)) break
        foreign += x
      }
      if (at === i && Math.abs(foreign) < 0.01 * Math.abs(first)) {
        let leave = i - length - 1
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
        if (i + 3 >= to) break
      }
      const stop = Math.min(i + length + 64, to)
      for (; i < stop; i++) {
        const sample = input[i] as number
        if (!(Math.abs(sample) < 1e100)) break
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
      if (i < stop) break
    }
    this.newest = entering
    this.sum = sum
    this.error = error
    this.refill(input, i - 1, i - from)
    return i
  }

  /** Puts the numbers before row `to` where so many pushes would have left them. */
  private refill(input: Float64Array, to: number, pushes: number): void {
    const { ring, end, length } = this
    const start = end - length
    const passed = this.next - start + pushes
    let place = start + (passed % length)
    this.next = place
    this.turns += Math.floor(passed / length)
    for (let at = to - length; at < to; at++) {
      ring[place] = input[at] as number
      if (++place === end) place = start
    }
  }

  private turn(): number {
    this.turns++
    return this.end - this.length
  }
}
