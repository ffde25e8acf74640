import { checkDuration, TimedConditionSeries } from './timed-condition.js'

/**
 * Was a condition true at an event of the last so many ms of event time, the newest event included? `(now - ms, now]`, as
 * all windows in time. O(1).
 *
 * @example
 * ```ts
 * import { Recent } from '@tapeline/core/series'
 * const recent = new Recent(1000)
 * recent.update(true, 0) // the condition, the time of the event
 * console.log(recent.update(false, 999), recent.update(false, 1000)) // true false
 * ```
 */
export class Recent extends TimedConditionSeries {
  private readonly ms: number
  /** When it was true at last; -Infinity where it never was. */
  private pastTrue: number = NaN
  private latest: number = NaN

  /** @param ms how far back it looks. */
  constructor(ms: number) {
    super('recent', `recent(${ms})`)
    this.ms = checkDuration('recent', 'ms', ms)
    this.pastTrue = -Infinity
    this.latest = -Infinity
  }

  protected override commit(): void {
    super.commit()
    this.pastTrue = this.latest
  }

  protected override amend(isTrue: boolean | null, ts: number): boolean {
    this.newestTs = ts
    this.latest = isTrue === true ? ts : this.pastTrue
    return isTrue === true || ts - this.latest < this.ms
  }
}
