import { isSample } from '../window/index.js'
import { ValueSeries } from './value-series.js'

/**
 * How many values in a row have risen (positive) or fallen (negative); 0 where the newest equals the one before it, at the
 * first value, and where there is none. O(1).
 *
 * @example
 * ```ts
 * import { Streak } from '@tapeline/core/series'
 * const streak = new Streak()
 * console.log([5, 6, 7, 7, 6, 5].map((x) => streak.update(x))) // [ 0, 1, 2, 0, -1, -2 ]
 * ```
 */
export class Streak extends ValueSeries<readonly [x: number | null], number> {
  private previous: number = NaN
  private newest: number = NaN
  private past = 0
  private length = 0

  constructor() {
    super('streak', 0)
  }

  protected override accepts([x]: readonly [number | null]): boolean {
    return isSample(x)
  }

  protected override hole(): number {
    return 0
  }

  protected override commit(): void {
    this.previous = this.newest
    this.past = this.length
  }

  protected override amend(x: number | null): number {
    const change = (x as number) - this.previous
    this.newest = x as number
    this.length = change > 0 ? Math.max(this.past, 0) + 1 : change < 0 ? Math.min(this.past, 0) - 1 : 0
    return this.length
  }
}
