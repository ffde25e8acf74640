import { ExtremeAgeWindow } from '@tapeline/core/indicator'

/**
 * Index of the highest (direction 1) or lowest (-1) of the newest `period` samples. Of equal ones it is TA-Lib's: a sample
 * that equals the extreme takes its place, and once the extreme has left the window the earliest of the next counts. The
 * newest may still change.
 */
export class ExtremePlace {
  /** The index after `look`, 0 for the first sample ever; -1 before the window is full. */
  index = -1
  private readonly period: number
  private readonly ages: ExtremeAgeWindow
  /** The sample to count as the newest: set it, then call `look`. */
  newest: number = NaN
  private past = -1

  constructor(period: number, direction: 1 | -1) {
    this.period = period
    this.ages = new ExtremeAgeWindow(period - 1, direction, 'first')
  }

  commit(): void {
    this.ages.push(this.newest)
    this.past = this.index
  }

  /** Counts `newest`: takes no sample, since one that crosses a call may be boxed. @param at its index. */
  look(at: number): void {
    const { ages, period, past, newest } = this
    if (at < period - 1) return
    ages.newest = newest
    if (past <= at - period) this.index = at - ages.look()
    else this.index = ages.isReached() ? at : past
  }
}
