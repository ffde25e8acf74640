import { SlidingSum } from './sliding-sum.js'

/** An average that counts for itself, as the live instances of indicators do. */
export interface OtherMean {
  commit(): void
  amend(x: number): number
}

/**
 * A moving average as a part of an indicator: plain, exponential or another; starts with the first number that it is given.
 * The newest number may still change. O(1), as long as another is.
 */
export class MovingMean {
  /** The number to count as the newest: set it, then call `look`, or both by `include`. */
  newest: number = NaN
  /** The mean after that; NaN while there is none. */
  value: number = NaN
  private readonly period: number
  /** Numbers in the seed of an exponential mean. */
  private readonly seeds: number
  /** Weight of the newest number in an exponential mean; 0 says that all weigh the same. */
  private readonly weight: number
  private readonly window: SlidingSum
  private readonly other: OtherMean | null
  /** Numbers made permanent; of another kind, those of which its indicator has not been told yet. */
  private count = 0
  /** Exponential mean up to the last permanent number; while warming up, their sum. */
  private past: number = NaN
  private current: number = NaN

  /**
   * @param exponential whether newer numbers weigh more, 2 / (period + 1) the newest.
   * @param other an average of another kind that takes the place of both, new.
   * @param seeds how many numbers the plain mean has that an exponential one starts with.
   */
  constructor(period: number, exponential: boolean, other: OtherMean | null = null, seeds: number = period) {
    this.other = other
    this.period = period
    this.seeds = seeds
    this.weight = exponential || this.other !== null ? 2 / (period + 1) : 0
    this.window = new SlidingSum(exponential || this.other !== null ? 0 : period - 1)
    this.past = 0
    // It takes its first number without one to make permanent.
    this.other?.commit()
  }

  /** Makes the number last included permanent; the first call may find none. */
  push(): void {
    if (this.newest !== this.newest) return
    this.count++
    this.past = this.current
    this.window.newest = this.newest
    this.window.shift()
  }

  /** Sets `value` to the mean with this number as the newest. */
  include(x: number): void {
    this.newest = x
    this.look()
  }

  /** Sets `value` to the mean with `newest`; takes no number, since one that crosses a call may be boxed. */
  look(): void {
    const x = this.newest
    const { count, period, seeds, weight, past } = this
    this.value = NaN
    if (weight === 0) {
      if (count >= period - 1) this.value = (this.window.value + x) / period
    } else if (count >= seeds) {
      this.current = past + weight * (x - past)
      this.value = this.current
    } else {
      this.seed()
    }
  }

  /** The first means of an exponential one; all of another kind, which has an indicator that counts for itself. */
  private seed(): void {
    const { other, newest: x } = this
    if (other !== null) {
      if (this.count > 0) other.commit()
      this.count = 0
      this.value = other.amend(x)
      return
    }
    const sum = this.past + x
    this.current = sum
    if (this.count < this.seeds - 1) return
    this.current = sum / this.seeds
    this.value = this.current
  }
}
