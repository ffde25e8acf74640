import { badData, demand, demandKnown } from '../errors/index.js'
import type { StreamGap } from '../market/index.js'
import { timeframeMs, type Timeframe } from '../time/index.js'
import { sessionCalendar, type SessionCalendar } from '../time/session-calendar.js'
import type { State } from '../window/index.js'
import { BarGrid, nestsIn } from './bar-grid.js'
import { BarParts, type PartBar } from './bar-parts.js'
import type { BarSink, BuiltBar } from './built-bar.js'
import { demandSnapshot, type BarsSnapshot } from './snapshot.js'

/** Into what bars are put together. */
export interface RollUpOptions {
  /** Length of the longer bars; bars of the shorter ones must add up to it on any day. */
  readonly timeframe: Timeframe
  /** Sessions that both keep to; the UTC grid unless said. */
  readonly calendar?: SessionCalendar | undefined
  /** What a missing shorter bar means: something is lost, so the longer one is partial, unless said; or nothing was traded. */
  readonly missing?: 'partial' | 'quiet' | undefined
  /** How long after its end a bar can be corrected, as its parts are, ms; 0 unless said. */
  readonly correctWithinMs?: number | undefined
}

/** Puts bars of one instrument together into longer ones, as `rollUp` makes it. */
export class RollUp {
  /** Bars, or corrections, that came after their longer bar was final: left out. */
  late = 0
  private readonly timeframe: Timeframe
  private readonly calendar: SessionCalendar | null
  private readonly isQuiet: boolean
  private readonly latenessMs: number
  private readonly sink: BarSink
  private readonly grid: BarGrid
  private readonly key: string
  private open: BarParts[] = [] // bound: the forming bar, and those whose lateness or parts are not over: MOST_OPEN, then the oldest is final
  private parts: Timeframe | null = null
  private partGrid: BarGrid | null = null
  private instrumentId = ''
  private clock: number = -Infinity
  private coveredFrom: number = -Infinity
  private gapFrom: number = -Infinity
  private gapTo: number = -Infinity
  private isFirst = true

  constructor(options: RollUpOptions, sink: BarSink) {
    demandKnown(OWNER, options, ['timeframe', 'calendar', 'missing', 'correctWithinMs'])
    const { timeframe, calendar, missing = 'partial', correctWithinMs = 0 } = options
    timeframeMs(timeframe)
    demand(missing === 'partial' || missing === 'quiet', OWNER, 'missing', missing, "'partial' or 'quiet'")
    demand(correctWithinMs >= 0 && correctWithinMs < Infinity, OWNER, 'correctWithinMs', correctWithinMs, 'from 0 ms')
    this.timeframe = timeframe
    this.calendar = calendar === undefined ? null : sessionCalendar(calendar)
    this.isQuiet = missing === 'quiet'
    this.latenessMs = correctWithinMs
    this.sink = sink
    this.grid = new BarGrid(timeframe, this.calendar)
    this.key = `rollUp:${JSON.stringify([timeframe, this.calendar, missing, correctWithinMs])}`
  }

  /** The longer bar under construction; null while it has no part. A fresh copy. */
  get forming(): BuiltBar | null {
    const newest = this.open.at(-1)
    return newest === undefined || newest.isClosed ? null : this.barOf(newest, false)
  }

  /** Takes a shorter bar, or a new version of one. `BAD_DATA` where it cannot be a part of a longer one. */
  update(bar: PartBar): void {
    this.check(bar)
    const newest = this.open.at(-1)
    if (newest === undefined || bar.openTime >= newest.closeTime) this.advance(bar.openTime)
    const isClosed = bar.isClosed ?? bar.isFinal
    const known = this.find(bar.openTime)
    const whole = known ?? this.begin(bar)
    const before = whole?.isClosed === true ? this.barOf(whole, false) : null
    if (whole === null || !whole.put(bar)) {
      this.late++
      return
    }
    if (before !== null) {
      if (known === null) this.sink(this.barOf(whole, false))
      else this.revise(whole, before)
    }
    if (isClosed) this.advance(bar.closeTime)
    else this.settle()
  }

  /** Tells the time: gives out the bars that end then or before. It never goes back. */
  advance(now: number): void {
    if (now > this.clock) {
      if (this.clock === -Infinity) this.coveredFrom = now
      this.clock = now
    }
    const newest = this.open.at(-1)
    if (newest !== undefined && !newest.isClosed && newest.closeTime <= this.clock) {
      this.settle(newest.closeTime)
      this.close(newest)
    }
    this.settle()
  }

  /** Takes a gap of the stream: bars that overlap it are partial. While it lasts (`to` is null), every bar is. */
  markGap({ from, to }: Pick<StreamGap, 'from' | 'to'>): void {
    this.gapFrom = from ?? -Infinity
    this.gapTo = to ?? Infinity
    for (const whole of this.open) {
      if (!this.isInGap(whole)) continue
      const before = whole.isClosed ? this.barOf(whole, false) : null
      whole.isPartial = true
      if (before !== null) this.revise(whole, before)
    }
  }

  /** Ends the stream: the forming bar is given out as a part, and all bars are final. */
  finish(): void {
    const newest = this.open.at(-1)
    if (newest !== undefined && !newest.isClosed) {
      newest.isPartial = true
      this.clock = newest.closeTime
      // Half an interval in which nothing was traded is no bar.
      if (this.barOf(newest, false).isEmpty) this.open.pop()
      else this.close(newest)
    }
    for (const whole of this.open.splice(0)) this.sink(this.barOf(whole, true))
  }

  /** Everything needed to go on later exactly as if nothing had happened. */
  snapshot(): BarsSnapshot {
    const { late, parts, instrumentId, clock, coveredFrom, gapFrom, gapTo, isFirst } = this
    const open = this.open.map((whole) => whole.capture())
    const state = { late, parts, instrumentId, clock, coveredFrom, gapFrom, gapTo, isFirst, open }
    return { version: 1, key: this.key, state }
  }

  /** Takes over a snapshot of one with the same options; any other is a typed error. */
  restore(snapshot: BarsSnapshot): void {
    demandSnapshot(snapshot, this.key)
    const { open, parts, ...plain } = snapshot.state
    Object.assign(this, plain)
    this.takeParts(parts as Timeframe | null)
    this.open = (open as readonly State[]).map((state) => {
      const whole = new BarParts(state['openTime'] as number, state['closeTime'] as number, this.partGrid)
      whole.restore(state)
      return whole
    })
  }

  private find(ts: number): BarParts | null {
    for (let at = this.open.length - 1; at >= 0; at--) {
      const whole = this.open[at] as BarParts
      if (whole.openTime <= ts) return ts < whole.closeTime ? whole : null
    }
    return null
  }

  private begin({ openTime, isFinal }: PartBar): BarParts | null {
    this.grid.seek(openTime)
    const newest = this.open.at(-1)
    const isBehind = this.grid.closeTime <= this.clock
    // Nobody knew of it: its trades came late. What is final cannot be that, and belongs to a bar that is final too.
    if (isBehind && isFinal) return null
    if (this.open.length >= MOST_OPEN) this.sink(this.barOf(this.open.shift() as BarParts, true))
    const whole = new BarParts(this.grid.openTime, this.grid.closeTime, this.partGrid)
    whole.isPartial = whole.openTime < this.coveredFrom || this.isInGap(whole)
    if (isBehind) this.giveOut(whole)
    if (newest === undefined || newest.openTime < whole.openTime) this.open.push(whole)
    else
      this.open.splice(
        this.open.findIndex((other) => other.openTime > whole.openTime),
        0,
        whole,
      )
    return whole
  }

  private isInGap({ openTime, closeTime }: BarParts): boolean {
    return openTime < this.gapTo && closeTime > this.gapFrom
  }

  private close(whole: BarParts): void {
    this.giveOut(whole)
    const isFinal = this.latenessMs === 0 && whole.isSettled
    if (isFinal) this.open.pop()
    this.sink(this.barOf(whole, isFinal))
  }

  private giveOut(whole: BarParts): void {
    whole.isClosed = true
    whole.isFirst = this.isFirst
    this.isFirst = false
  }

  /** Gives out a closed bar again, if anything about it has changed. */
  private revise(whole: BarParts, before: BuiltBar): void {
    const after = this.barOf(whole, false)
    if (COMPARED.every((field) => Object.is(before[field], after[field]))) return
    whole.revision++
    this.sink({ ...after, revision: whole.revision })
  }

  /** Gives out for the last time what can no longer be corrected. */
  private settle(clock: number = this.clock): void {
    for (let first = this.open[0]; first?.isClosed === true; first = this.open[0]) {
      if (clock < first.closeTime + this.latenessMs || !first.isSettled) return
      this.open.shift()
      this.sink(this.barOf(first, true))
    }
  }

  private barOf(whole: BarParts, isFinal: boolean): BuiltBar {
    return whole.toBar({ instrumentId: this.instrumentId, timeframe: this.timeframe }, isFinal)
  }

  private check(bar: PartBar): void {
    if (this.instrumentId === '') this.instrumentId = bar.instrumentId
    if (bar.instrumentId !== this.instrumentId) throw fault('instrumentId', bar.instrumentId, this.instrumentId)
    const { timeframe } = bar
    if (timeframe === null || !nestsIn(timeframe, this.timeframe) || (this.parts ?? timeframe) !== timeframe)
      throw fault('timeframe', timeframe, this.parts ?? `a timeframe that adds up to ${this.timeframe}`)
    if (this.parts === null) this.takeParts(timeframe)
    const isInside = this.grid.seek(bar.openTime)
    if (!isInside || bar.closeTime > this.grid.closeTime)
      throw fault('openTime', bar.openTime, `a bar within the intervals of ${this.timeframe}`)
  }

  private takeParts(timeframe: Timeframe | null): void {
    this.parts = timeframe
    this.partGrid = timeframe === null || this.isQuiet ? null : new BarGrid(timeframe, this.calendar)
  }
}

/**
 * Puts bars together into longer ones: `1m` into `5m`, `1h` into `1d`, `1d` into `1M`. The result is the same as if the
 * longer bars had been built from the trades; partial, empty and corrected parts are told by the whole. A longer bar is
 * given out at its end: with its last part, or when a later part or `advance` tells that time is up.
 *
 * @param options timeframe and sessions; `BAD_PARAMETER` names what cannot be.
 * @param sink receives each longer bar when it closes, and again when it is corrected or settled.
 *
 * @example
 * ```ts
 * import { rollUp } from '@tapeline/core/bars'
 * const whole = rollUp({ timeframe: '2m' }, ({ openTime, high, volume, isPartial }) => {
 *   console.log(openTime, high, volume, isPartial) // 0 12 8 false
 * })
 * const bar = { type: 'Bar', instrumentId: 'A@demo', timeframe: '1m', isFinal: true, open: 10, low: 9, close: 10 } as const
 * whole.update({ ...bar, openTime: 0, closeTime: 60_000, ts: 60_000, high: 11, volume: 5 })
 * whole.update({ ...bar, openTime: 60_000, closeTime: 120_000, ts: 120_000, high: 12, volume: 3 })
 * ```
 */
export function rollUp(options: RollUpOptions, sink: BarSink): RollUp {
  return new RollUp(options, sink)
}

const OWNER = 'rollUp'
/** Longer bars that may wait for corrections, or for parts that are never said to be final. */
const MOST_OPEN = 1_000
const COMPARED = ['open', 'high', 'low', 'close', 'volume', 'quoteVolume', 'trades', 'isPartial', 'isEmpty'] as const

function fault(column: string, value: unknown, expected: string): Error {
  return badData({ stream: OWNER, row: 0, column, value, expected })
}
