/**
 * Sum of the newest `length` numbers, O(1) a push, without drift.
 *
 * Each push adds `entering - leaving` with both rounding errors kept apart (Knuth's two-sum), so that a bad print of
 * 1e12 leaves nothing behind once it has left the window. Missing numbers count as 0 until the window is full.
 */
export class SlidingSum {
  readonly length: number
  private readonly ring: Float64Array
  private next = 0
  private sum = NaN
  private error = NaN

  constructor(length: number) {
    this.length = length
    this.ring = new Float64Array(Math.max(length, 1))
    this.sum = 0
    this.error = 0
  }

  /** Sum of what the window holds. */
  get value(): number {
    return this.sum + this.error
  }

  push(entering: number): void {
    const length = this.length
    if (length === 0) return
    const at = this.next
    const leaving = this.ring[at] as number
    this.ring[at] = entering
    this.next = at + 1 === length ? 0 : at + 1

    const step = entering - leaving
    const stepBack = step - entering
    const stepError = entering - (step - stepBack) - (leaving + stepBack)
    const before = this.sum
    const after = before + step
    const taken = after - before
    this.sum = after
    this.error += stepError + (before - (after - taken) + (step - taken))
  }
}
