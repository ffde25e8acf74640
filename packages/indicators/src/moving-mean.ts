import { SlidingSum } from '@tapeline/core/indicator'

/** A kind of moving average: simple, or exponential and seeded by the mean of its first samples. */
export type Average = 'sma' | 'ema'

/** Kinds of moving average inside other indicators, in the order of TA-Lib's numbers for them. */
export const AVERAGES: readonly Average[] = ['sma', 'ema']

/** A moving average of one kind or the other as a part of an indicator; starts with the first number that it is given. */
export class MovingMean {
  /** The mean after `include`; NaN while there is none. */
  value: number = NaN
  private readonly period: number
  /** Numbers in the seed of an exponential mean. */
  private readonly seeds: number
  /** Weight of the newest number; 0 says that all weigh the same. */
  private readonly weight: number
  private readonly window: SlidingSum
  private newest: number = NaN
  private count = 0
  /** Exponential mean up to the last permanent number; while warming up, their sum. */
  private past: number = NaN
  private current: number = NaN

  constructor(period: number, average: Average, seeds: number = period) {
    const exponential = average === 'ema'
    this.period = period
    this.seeds = seeds
    this.weight = exponential ? 2 / (period + 1) : 0
    this.window = new SlidingSum(exponential ? 0 : period - 1)
    this.past = 0
  }

  /** Makes the number last included permanent; the first call may find none. */
  push(): void {
    if (this.newest !== this.newest) return
    this.count++
    this.past = this.current
    this.window.push(this.newest)
  }

  /** Sets `value` to the mean with this number as the newest. */
  include(x: number): void {
    this.newest = x
    const { count, period, seeds, weight, past } = this
    if (weight === 0) this.value = count < period - 1 ? NaN : (this.window.value + x) / period
    else if (count >= seeds) this.value = this.current = past + weight * (x - past)
    else this.seed(past + x)
  }

  private seed(sum: number): void {
    const whole = this.count === this.seeds - 1
    this.current = whole ? sum / this.seeds : sum
    this.value = whole ? this.current : NaN
  }
}
