/**
 * An exponential mean that starts with the first number it is given, as a stage behind others that start later: seeded by the
 * plain mean of its first `period` numbers. The newest number may still change. Numbers travel in fields, since those that
 * cross a call are boxed.
 */
export class ChainedMean {
  /** The number to count as the newest: set it, then call `step`. */
  newest: number = NaN
  /** The mean after `step`; NaN while there is none. */
  value: number = NaN
  private readonly period: number
  private readonly weight: number
  private count = 0
  /** The mean up to the last permanent number; while warming up, their sum. */
  private past: number = NaN
  private current: number = NaN

  /** @param weight of the newest number: that of an EMA unless said, 1 / period for Wilder's mean. */
  constructor(period: number, weight: number = 2 / (period + 1)) {
    this.period = period
    this.weight = weight
    this.past = 0
  }

  /** Makes `newest` permanent; the first call may find none. */
  push(): void {
    if (!(this.newest < Infinity)) return
    this.count++
    this.past = this.current
  }

  /** Counts `newest`. */
  step(): void {
    const { newest, count, period, past } = this
    if (count >= period) {
      this.current = past + this.weight * (newest - past)
      this.value = this.current
      return
    }
    const sum = past + newest
    const seeded = count === period - 1
    this.current = sum
    if (!seeded) return
    this.current = sum / period
    this.value = this.current
  }
}
