import { badData, badParameter } from '../errors/index.js'
import { ValueSeries } from './value-series.js'

/** A condition and the time of the event that it is of, UTC epoch ms; `null` says that it is not known. */
export type TimedCondition = readonly [isTrue: boolean | null, ts: number]

/** A condition followed over event time, which never goes back. */
export abstract class TimedConditionSeries extends ValueSeries<TimedCondition, boolean> {
  /** Time of the last permanent event. */
  protected pastTs: number = NaN
  /** Time of the newest event. */
  protected newestTs: number = NaN
  private readonly owner: string

  constructor(owner: string, key: string) {
    super(key, false)
    this.owner = owner
    this.pastTs = -Infinity
    this.newestTs = -Infinity
  }

  protected override accepts([, ts]: TimedCondition, isNew: boolean): boolean {
    const from = isNew ? this.newestTs : this.pastTs
    if (typeof ts === 'number' && ts >= from && ts > -Infinity && ts < Infinity) return true
    throw badData({
      stream: this.owner,
      row: this.committed,
      column: 'ts',
      value: ts,
      expected: from === -Infinity ? 'UTC epoch milliseconds' : `a time not before ${from}`,
    })
  }

  protected override hole(): boolean {
    return false
  }

  protected override commit(): void {
    this.pastTs = this.newestTs
  }
}

/** A length of event time; a typed error says what it was. */
export function checkDuration(owner: string, parameter: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value < Infinity) return value
  throw badParameter({ owner, parameter, value, expected: 'milliseconds, 0 or more' })
}
