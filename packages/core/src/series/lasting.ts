import { unknownParameter } from '../errors/index.js'
import { checkDuration, TimedConditionSeries } from './timed-condition.js'

/** What breaks a condition that lasts. */
export interface LastingOptions {
  /** A silence longer than this begins anew: nothing is known of the time between. None unless said. */
  readonly maxGapMs?: number | undefined
}

/**
 * Has a condition been true without a break for so many ms of event time? A condition that is not known (`null`) breaks
 * it. It holds from one event to the next; with `maxGapMs` only across silences that are not longer. O(1).
 *
 * @example
 * ```ts
 * import { Lasting } from '@tapeline/core/series'
 * const lasting = new Lasting(1000)
 * lasting.update(true, 0) // the condition, the time of the event
 * console.log(lasting.update(true, 999), lasting.update(true, 1000), lasting.update(false, 1001)) // false true false
 * ```
 */
export class Lasting extends TimedConditionSeries {
  private readonly ms: number
  private readonly maxGapMs: number
  /** Since when it has been true: Infinity while it is not. */
  private pastSince: number = NaN
  private since: number = NaN

  /** @param ms how long it must have lasted. */
  constructor(ms: number, options: LastingOptions = {}) {
    super('lasting', `lasting(${ms},${options.maxGapMs ?? 'any gap'})`)
    for (const option of Object.keys(options))
      if (option !== 'maxGapMs') throw unknownParameter('lasting', option, ['maxGapMs'])
    this.ms = checkDuration('lasting', 'ms', ms)
    this.maxGapMs = options.maxGapMs === undefined ? Infinity : checkDuration('lasting', 'maxGapMs', options.maxGapMs)
    this.pastSince = Infinity
    this.since = Infinity
  }

  protected override commit(): void {
    super.commit()
    this.pastSince = this.since
  }

  protected override amend(isTrue: boolean | null, ts: number): boolean {
    this.newestTs = ts
    const isWhole = this.pastSince < Infinity && ts - this.pastTs <= this.maxGapMs
    this.since = isTrue === true ? (isWhole ? this.pastSince : ts) : Infinity
    return ts - this.since >= this.ms
  }
}
