/** Exponential mean, seeded by the plain mean of the first `period` samples. The newest sample may still change. */
export class ExponentialMean {
  /** The mean after `amend`, a partial sum before sample `period`. */
  mean: number = NaN
  private readonly period: number
  private readonly weight: number
  private past: number = NaN

  constructor(period: number) {
    this.period = period
    this.weight = 2 / (period + 1)
    this.mean = 0
    this.past = 0
  }

  commit(): void {
    this.past = this.mean
  }

  /** @param at index of the sample, 0 for the first. */
  amend(x: number, at: number): void {
    if (at >= this.period) this.mean = this.past + this.weight * (x - this.past)
    else this.mean = at === this.period - 1 ? (this.past + x) / this.period : this.past + x
  }
}
