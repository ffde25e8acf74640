import { badParameter, unknownParameter } from '../errors/index.js'
import { isSample } from '../window/index.js'
import { ValueSeries } from './value-series.js'

/** How a crossing treats values that touch. */
export interface CrossingOptions {
  /**
   * What counts as having been on the other side: `touch`, unless said, the value before being equal, as charting
   * languages have it; `through`, the latest unequal value lying beyond, so that a line which only touches another and
   * turns back never crosses.
   */
  readonly from?: 'touch' | 'through' | undefined
}

/**
 * Where one series crosses another, or a level: 1 upwards, -1 downwards, 0 not, also while one of them has no value. O(1).
 *
 * @example
 * ```ts
 * import { Crossing } from '@tapeline/core/series'
 * const crossing = new Crossing()
 * crossing.update(1, 2) // fast, slow
 * console.log(crossing.update(3, 2), crossing.update(4, 2), crossing.update(1, 2)) // 1 0 -1
 * ```
 */
export class Crossing extends ValueSeries<readonly [a: number | null, b: number | null], -1 | 0 | 1> {
  private readonly through: boolean
  /** On which side the permanent values lay at last: 0 equal, or none yet. */
  private side = 0
  private newest = 0

  constructor(options: CrossingOptions = {}) {
    super(`crossing(${options.from ?? 'touch'})`, 0)
    for (const option of Object.keys(options))
      if (option !== 'from') throw unknownParameter('crossing', option, ['from'])
    const { from = 'touch' } = options
    if (from !== 'touch' && from !== 'through')
      throw badParameter({ owner: 'crossing', parameter: 'from', value: from, expected: "'touch' or 'through'" })
    this.through = from === 'through'
  }

  protected override accepts([a, b]: readonly [number | null, number | null]): boolean {
    return isSample(a) && isSample(b)
  }

  protected override hole(): 0 {
    return 0
  }

  protected override commit(): void {
    if (this.newest !== 0 || !this.through) this.side = this.newest
  }

  protected override amend(a: number | null, b: number | null): -1 | 0 | 1 {
    const side = (a as number) > (b as number) ? 1 : (a as number) < (b as number) ? -1 : 0
    this.newest = side
    if (this.committed === 0 || side === 0 || side === this.side) return 0
    return this.through && this.side === 0 ? 0 : side
  }
}
