/** The mean of the newest four numbers with weights 1, 2, 2, 1, of which the newest may still change. */
export class FourBarMean {
  /** The mean after `include`; NaN before the fourth number. */
  value: number = NaN
  private newest: number = NaN
  private first: number = NaN
  private second: number = NaN
  private third: number = NaN

  /** Makes the number last included permanent. */
  push(): void {
    this.third = this.second
    this.second = this.first
    this.first = this.newest
  }

  /** Counts this number as the newest. */
  include(x: number): void {
    this.newest = x
    this.value = (x + 2 * this.first + 2 * this.second + this.third) / 6
  }
}
