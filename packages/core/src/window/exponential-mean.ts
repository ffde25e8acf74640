/**
 * A mean in which each new number takes a fixed weight, seeded by the plain mean of the first `period` numbers, as
 * TA-Lib does: one stage of the averages that chain several. One more number may still change. O(1).
 */
export class ExponentialMean {
  /** The number last included. */
  newest: number = NaN
  /** The mean after `include`, its number counted; NaN while warming up. */
  value: number = NaN
  private readonly period: number
  private readonly weight: number
  /** Numbers made permanent; -1 before the first arrives. */
  private taken = -1
  /** Mean up to the last permanent number; while warming up, their sum. */
  private past: number = NaN
  private current: number = NaN

  /** @param weight of the newest number: 2 / (period + 1) for an EMA, 1 / period for Wilder's mean. */
  constructor(period: number, weight: number) {
    this.period = period
    this.weight = weight
    this.current = 0
  }

  /** Makes the included number permanent; the first call finds none. Each is followed by `include`. */
  commit(): void {
    this.taken++
    this.past = this.current
  }

  /** Counts this number as the newest, in place of the one included since the last `commit`. */
  include(number: number): void {
    this.newest = number
    this.look()
  }

  /** The same with `newest`: takes no number, since one that crosses a call which is not inlined would be boxed. */
  look(): void {
    const { past, period, taken, newest: number } = this
    if (taken >= period) {
      this.current = past + this.weight * (number - past)
      this.value = this.current
      return
    }
    const sum = past + number
    this.current = sum
    this.value = NaN
    if (taken < period - 1) return
    this.current = sum / period
    this.value = this.current
  }
}
