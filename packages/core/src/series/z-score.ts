import { isSample, MomentsWindow } from '../window/index.js'
import { checkPeriod } from './check-period.js'
import { ValueSeries } from './value-series.js'

/**
 * How many standard deviations the newest of `period` values lies above their mean. The deviation is that of the
 * population, the newest value included; `null` until so many have come, and where they are all the same. O(1) amortised,
 * free of drift.
 *
 * @example
 * ```ts
 * import { ZScore } from '@tapeline/core/series'
 * const score = new ZScore(2)
 * console.log([1, 3, 1, 1].map((x) => score.update(x))) // [ null, 1, -1, null ]
 * ```
 */
export class ZScore extends ValueSeries<readonly [x: number | null], number | null> {
  private readonly period: number
  private readonly window: MomentsWindow

  /** @param period values, the newest included, 2 to 100000. */
  constructor(period: number) {
    super(`zScore(${period})`, null)
    this.period = checkPeriod('zScore', period, 2)
    this.window = new MomentsWindow(period - 1)
  }

  protected override accepts([x]: readonly [number | null]): boolean {
    return isSample(x)
  }

  protected override hole(): null {
    return null
  }

  protected override commit(): void {
    this.window.push(this.window.newest)
  }

  protected override amend(x: number | null): number | null {
    const { window, period, committed } = this
    window.include(x as number)
    const score = ((x as number) - window.mean) / Math.sqrt(window.squares / period)
    return committed < period - 1 || !isSample(score) ? null : score
  }
}
