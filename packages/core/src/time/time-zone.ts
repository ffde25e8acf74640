import { badParameter } from '../errors/index.js'

const QUARTER_MS = 900_000
const DAY_MS = 86_400_000

/**
 * The offset of a time zone at any moment, from the runtime's own tables (`Intl`). Asked within a span whose offset is
 * known it costs two comparisons, else a format or a few; a span is never wider than 8 days.
 */
export class TimeZone {
  /** IANA name, such as `America/New_York`. */
  readonly name: string
  private readonly format: Intl.DateTimeFormat
  private from: number = Infinity
  private to: number = -Infinity
  private offset: number = 0

  constructor(name: string) {
    this.name = name
    try {
      this.format = new Intl.DateTimeFormat('en-US', { timeZone: name, hourCycle: 'h23', ...FIELDS })
    } catch {
      throw badParameter({
        owner: 'calendar',
        parameter: 'timeZone',
        value: name,
        expected: 'an IANA time zone, such as America/New_York or UTC',
      })
    }
  }

  /** Milliseconds by which the zone's clocks are ahead of UTC at a moment. */
  offsetAt(ts: number): number {
    if (ts >= this.from && ts < this.to) return this.offset
    const offset = this.measure(ts)
    // Clocks change at most once in eight days, so equal offsets at both ends mean that none changed between.
    this.from = ts
    this.to = this.measure(ts + 8 * DAY_MS) === offset ? ts + 8 * DAY_MS : ts + 1
    return (this.offset = offset)
  }

  /**
   * The moment at which the zone's clocks show a local time, given as ms since 1970-01-01 00:00 on those clocks. A time
   * that clocks skip in spring is the same stretch after the skip; one that they show twice in autumn is the first.
   */
  instantOf(local: number): number {
    const early = local - this.offsetAt(local - DAY_MS)
    const late = local - this.offsetAt(local + DAY_MS)
    if (early === late) return early
    if (early + this.offsetAt(early) === local) return early
    return late + this.offsetAt(late) === local ? late : early
  }

  private measure(ts: number): number {
    const whole = Math.floor(ts / QUARTER_MS) * QUARTER_MS // clocks change on quarters of an hour
    const part: Record<string, number> = {}
    for (const { type, value } of this.format.formatToParts(whole)) part[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    return Date.UTC(year, month - 1, day, hour, minute, second) - whole
  }
}

const FIELDS = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const
