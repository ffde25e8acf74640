/** The number that came `length` numbers before the next one: NaN until so many have come. O(1). */
export class DelayLine {
  readonly length: number
  /** The number to push next: set it, then call `shift`. */
  newest: number = NaN
  private readonly ring: Float64Array
  private next = 0

  /** @param length how many numbers back it looks, at least 1. */
  constructor(length: number) {
    this.length = length
    this.ring = new Float64Array(length).fill(NaN)
  }

  /** The number `length` before the one that is not yet pushed. */
  get oldest(): number {
    return this.ring[this.next] as number
  }

  /** Moves the line on by one number. */
  push(number: number): void {
    this.newest = number
    this.shift()
  }

  /** Pushes `newest`: a number that crosses a call which is not inlined would be boxed. */
  shift(): void {
    const at = this.next
    this.ring[at] = this.newest
    this.next = at + 1 === this.length ? 0 : at + 1
  }
}
