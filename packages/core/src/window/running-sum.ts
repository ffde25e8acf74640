/** A sum that only grows by additions and removals, with the rounding error kept apart (Neumaier's two-sum). */
export class RunningSum {
  /** The rounded sum, and what rounding has lost of it: two fields, so that a loop over rows can hold them in registers. */
  sum: number = NaN
  error: number = NaN

  constructor() {
    this.clear()
  }

  /** The sum so far. */
  get value(): number {
    return this.sum + this.error
  }

  /** Adds a number, keeping what rounding would lose. */
  add(number: number): void {
    const before = this.sum
    const after = before + number
    const taken = after - before
    this.sum = after
    this.error += before - (after - taken) + (number - taken)
  }

  /** Back to exactly 0. */
  clear(): void {
    this.sum = 0
    this.error = 0
  }
}
