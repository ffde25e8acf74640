import { badParameter } from '../errors/index.js'
import { isSample } from '../window/index.js'
import { ValueSeries } from './value-series.js'

/**
 * Has a value moved from the last one that counted? The first counts, then each that differs from the last which counted by
 * at least `by`: small steps add up until they do. O(1).
 *
 * @example
 * ```ts
 * import { Change } from '@tapeline/core/series'
 * const change = new Change(5)
 * console.log([100, 103, 105, 101, 99].map((x) => change.update(x))) // [ true, false, true, false, true ]
 * ```
 */
export class Change extends ValueSeries<readonly [x: number | null], boolean> {
  private readonly by: number
  /** The last that counted; NaN before the first. */
  private past: number = NaN
  private counted: number = NaN

  /** @param by the least difference, in the values' unit; 0, unless said: any. */
  constructor(by = 0) {
    super(`change(${by})`, false)
    if (!(typeof by === 'number' && by >= 0 && by < Infinity))
      throw badParameter({ owner: 'change', parameter: 'by', value: by, expected: 'a finite number, 0 or more' })
    this.by = by
  }

  protected override accepts([x]: readonly [number | null]): boolean {
    return isSample(x)
  }

  protected override hole(): boolean {
    return false
  }

  protected override commit(): void {
    this.past = this.counted
  }

  protected override amend(x: number | null): boolean {
    const counts = !(Math.abs((x as number) - this.past) < this.by || x === this.past)
    this.counted = counts ? (x as number) : this.past
    return counts
  }
}
