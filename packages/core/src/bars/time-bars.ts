import type { Timeframe } from '../time/index.js'
import type { SessionCalendar } from '../time/session-calendar.js'
import { captureState, restoreState, type State } from '../window/index.js'
import { BarDraft, type SideSign } from './bar-draft.js'
import { BarGrid } from './bar-grid.js'
import { KeptBars, type DraftSink } from './kept-bars.js'

/** What bars of the clock are made by, every choice settled. */
export interface TimeBarsRule {
  readonly timeframe: Timeframe
  readonly calendar: SessionCalendar | null
  /** How long after its end a bar can be corrected; 0 drops what is late. */
  readonly latenessMs: number
  /** Most empty bars in a row. */
  readonly maxEmpty: number
}

/** What was left out, or put right, so far. */
export interface BarCounts {
  /** Trades that came after their bar was final: left out. */
  late: number
  /** Late trades that corrected a closed bar. */
  corrected: number
  /** Trades outside the calendar's sessions: left out. */
  outside: number
  /** Trades too far ahead of the clock: left out. */
  future: number
}

/** Bars that the clock closes. The clock is the latest moment seen, of trades and of `advance`; it never goes back. */
export class TimeBars {
  readonly counts: BarCounts = { late: 0, corrected: 0, outside: 0, future: 0 }
  /** The latest moment seen. */
  clock: number = -Infinity
  private readonly rule: TimeBarsRule
  private readonly emit: DraftSink
  private readonly grid: BarGrid
  private readonly past: BarGrid
  private readonly kept: KeptBars
  private draft: BarDraft = new BarDraft()
  private isForming = false
  private isFirst = true
  /** Bars that open before this may lack trades from before we listened. */
  private coveredFrom: number = -Infinity
  private gapFrom: number = -Infinity
  private gapTo: number = -Infinity
  private lastClose: number = NaN
  private emptyRun = 0

  constructor(rule: TimeBarsRule, emit: DraftSink) {
    this.rule = rule
    this.emit = emit
    this.grid = new BarGrid(rule.timeframe, rule.calendar)
    this.past = new BarGrid(rule.timeframe, rule.calendar)
    this.kept = new KeptBars(rule.latenessMs, emit)
  }

  /** The bar under construction; null while there is none. */
  get forming(): BarDraft | null {
    return this.isForming ? this.draft : null
  }

  /** Takes a trade, after it has moved the clock and closed what is due. */
  add(ts: number, price: number, size: number, side: SideSign): void {
    const { grid } = this
    const isStart = this.clock === -Infinity
    if (ts > this.clock) this.advance(ts)
    // Trades from before the first one seen may be missing, of the same moment too.
    if (isStart) this.coveredFrom = ts < grid.openTime ? ts : grid.closeTime
    if (ts < grid.openTime) return this.addBehind(ts, price, size, side)
    if (!grid.trades(ts)) {
      this.counts.outside++
      return
    }
    if (!this.isForming) this.begin()
    this.draft.add(ts, price, size, side)
    this.emptyRun = 0
  }

  /** Moves the clock: closes bars whose interval is over, and settles those that can no longer be corrected. */
  advance(now: number): void {
    if (!(now > this.clock)) return
    if (this.clock === -Infinity) this.coveredFrom = now
    this.clock = now
    if (now >= this.grid.closeTime) this.closeUpTo(now)
    this.kept.settle(now)
  }

  /** Says that the stream lacks what happened between two moments; `to` is Infinity while it lasts. */
  markGap(from: number, to: number): void {
    this.gapFrom = from
    this.gapTo = to
    if (this.isForming && this.isInGap(this.grid)) this.draft.isPartial = true
    this.kept.markGap(from, to)
  }

  /** Ends the stream: what forms is closed, as a part where its interval is not over, and all is final. */
  finish(): void {
    if (this.isForming) {
      this.draft.isPartial = true
      this.clock = this.grid.closeTime
      this.close()
      this.grid.next()
    }
    this.kept.settle(Infinity)
  }

  /** Everything that changes, as plain data. */
  capture(): State {
    return { ...captureState(this, FIXED), at: this.grid.openTime, kept: this.kept.capture() }
  }

  /** Takes over what `capture` gave. */
  restore(state: State): void {
    restoreState(this, state, FIXED)
    if (Math.abs(state['at'] as number) < Infinity) this.grid.seek(state['at'] as number)
    this.kept.restore(state['kept'] as readonly State[])
  }

  private closeUpTo(now: number): void {
    const { grid } = this
    do {
      if (this.isForming) this.close()
      else if (this.emptyRun < this.rule.maxEmpty && this.lastClose === this.lastClose) {
        this.emptyRun++
        this.begin()
        this.draft.carry(this.lastClose)
        this.close()
      } else {
        // Nothing is drawn until the next trade: over any gap in one step.
        grid.seek(now)
        return
      }
      grid.next()
    } while (now >= grid.closeTime)
  }

  private begin(): void {
    this.prepare(this.draft, this.grid)
    this.isForming = true
  }

  private prepare(draft: BarDraft, { openTime, closeTime }: BarGrid): void {
    draft.begin(openTime, closeTime)
    draft.isPartial = openTime < this.coveredFrom || this.isInGap(draft)
  }

  private isInGap({ openTime, closeTime }: BarDraft | BarGrid): boolean {
    return openTime < this.gapTo && closeTime > this.gapFrom
  }

  private close(): void {
    const { draft } = this
    this.kept.settle(draft.closeTime)
    this.isForming = false
    this.lastClose = draft.close
    this.giveOut(draft)
    if (!draft.isFinal) this.draft = this.kept.keep(draft)
    this.emit(draft)
  }

  private giveOut(draft: BarDraft): void {
    draft.isClosed = true
    draft.isFinal = this.rule.latenessMs === 0
    draft.isFirst = this.isFirst
    this.isFirst = false
  }

  private addBehind(ts: number, price: number, size: number, side: SideSign): void {
    const { past, kept, counts } = this
    if (!past.seek(ts)) {
      counts.outside++
      return
    }
    if (!kept.mayCorrect(past.closeTime, this.clock)) {
      counts.late++
      return
    }
    counts.corrected++
    const known = kept.find(past.openTime)
    let draft = known
    if (draft === null) {
      draft = new BarDraft()
      this.prepare(draft, past)
      this.giveOut(draft)
      kept.insert(draft)
    }
    kept.correct(draft, ts, price, size, side, known !== null)
    if (!this.isForming) this.lastClose = kept.lastClose(this.lastClose)
  }
}

/** Made anew from the rule, or captured apart. */
const FIXED: ReadonlySet<string> = new Set(['rule', 'emit', 'grid', 'past', 'kept'])
