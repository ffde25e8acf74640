import { isSample } from '@tapeline/core/indicator'
import { DirectionalMovement, type MovementStart } from './directional-movement.js'

/**
 * Wilder's mean of the directional movement index: the plain mean of its first `period` values, then smoothed. Bars
 * on which nothing moves have no index and leave the mean alone, as TA-Lib.
 */
export class AverageDirection {
  /** The mean after `amend`, a partial sum before bar `2 period`. */
  mean: number = NaN
  private readonly period: number
  private readonly movement: DirectionalMovement
  private past: number = NaN

  constructor(period: number, start: MovementStart) {
    this.period = period
    this.movement = new DirectionalMovement(period, start)
    this.mean = 0
  }

  commit(): void {
    this.movement.commit()
    this.past = this.mean
  }

  /** @param at index of the bar, 0 for the first. */
  amend(high: number, low: number, close: number, at: number): void {
    const { movement, period } = this
    movement.amend(high, low, close, at)
    if (at < period) return
    const index = movement.index()
    const last = 2 * period - 1
    if (at > last) this.mean = isSample(index) ? (this.past * (period - 1) + index) / period : this.past
    else this.seed(isSample(index) ? this.past + index : this.past, at === last)
  }

  private seed(sum: number, whole: boolean): void {
    this.mean = whole ? sum / this.period : sum
  }
}
