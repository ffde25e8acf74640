/** The mean of the newest four numbers with weights 1, 2, 2, 1, of which the newest may still change. */
export class FourBarMean {
  /** The number to count as the newest: set it, then call `step`. */
  newest: number = NaN
  /** The mean after `step`; NaN before the fourth number. */
  value: number = NaN
  private first: number = NaN
  private second: number = NaN
  private third: number = NaN

  /** Makes `newest` permanent. */
  push(): void {
    this.third = this.second
    this.second = this.first
    this.first = this.newest
  }

  /** Counts `newest`. */
  step(): void {
    this.value = (this.newest + 2 * this.first + 2 * this.second + this.third) / 6
  }
}
