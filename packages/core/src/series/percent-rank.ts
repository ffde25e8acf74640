import { AbsoluteDeviations, isSample } from '../window/index.js'
import { checkPeriod } from './check-period.js'
import { ValueSeries } from './value-series.js'

/**
 * How the newest value ranks among the `period` values before it: per cent of them that are not above it. 100 says that it
 * is as high as any, 0 that it is below all; `null` until so many have come. O(log n).
 *
 * @example
 * ```ts
 * import { PercentRank } from '@tapeline/core/series'
 * const rank = new PercentRank(4)
 * console.log([3, 1, 4, 2, 3, 0].map((x) => rank.update(x))) // [ null, null, null, null, 75, 0 ]
 * ```
 */
export class PercentRank extends ValueSeries<readonly [x: number | null], number | null> {
  private readonly period: number
  private readonly window: AbsoluteDeviations
  private newest: number = NaN

  /** @param period how many values it is compared with, 1 to 100000. */
  constructor(period: number) {
    super(`percentRank(${period})`, null)
    this.period = checkPeriod('percentRank', period, 1)
    this.window = new AbsoluteDeviations(period)
  }

  protected override accepts([x]: readonly [number | null]): boolean {
    return isSample(x)
  }

  protected override hole(): null {
    return null
  }

  protected override commit(): void {
    this.window.push(this.newest)
  }

  protected override amend(x: number | null): number | null {
    this.newest = x as number
    return this.committed < this.period ? null : (100 * this.window.countUpTo(this.newest)) / this.period
  }
}
