import type { FundingRate, StreamGap } from '../market/index.js'
import type { InstrumentRun } from './instrument-run.js'
import { advance, loadLane, nextDue } from './advance.js'
import type { Assembly } from './assemble.js'
import type { OpenRun } from './engine.js'
import type { FinishOptions } from './finish-run.js'
import { typeAlone, type LiveIntake } from './live-intake.js'
import type { LiveRows } from './live-rows.js'
import type { MatchedData } from './match-data.js'
import type { PaperProgress } from './paper-options.js'
import type { BacktestResult } from './result.js'
import type { RunCore } from './run-core.js'
import type { RunTimers } from './run-timers.js'

/** What runs in a live session: the lanes of a backtest, given their rows as these come, and told the time. */
export class LiveCore {
  readonly assembly: Assembly
  readonly #open: OpenRun
  readonly #core: RunCore
  readonly #timers: RunTimers
  readonly #rows: readonly LiveRows[]
  readonly #intake: LiveIntake
  readonly #runs: ReadonlyMap<string, InstrumentRun>
  #isPaused = false

  constructor(open: OpenRun, rows: readonly LiveRows[], intake: LiveIntake) {
    const { core, assembly, timers } = open
    this.#open = open
    this.assembly = assembly
    this.#core = core
    this.#timers = timers
    this.#rows = rows
    this.#intake = intake
    this.#runs = new Map(assembly.runners.map(({ run }) => [run.instrument.id, run]))
  }

  set isPaused(isPaused: boolean) {
    this.#isPaused = isPaused
    for (const run of this.#runs.values()) run.news.isPaused = isPaused
  }

  /** When the next bar or timer is due, or a book wants to be told the time. */
  get nextDue(): number {
    return this.#rows.reduce((least, rows) => Math.min(least, rows.nextDue), nextDue(this.assembly.lanes, this.#timers))
  }

  /** Everything that waits, in order of arrival; then what is due by `now`. */
  drain(now: number): void {
    if (!this.#isPaused) for (const run of this.#runs.values()) run.tell()
    let until = -Infinity
    for (const { event, rows, key: told } of this.#intake.take()) {
      const run = this.#runs.get(event.instrumentId)
      if (run === undefined) continue
      // Times never go back: what comes with an older stamp happens now.
      const present = this.#present(until)
      const key = Math.max(told, present)
      if (event.type === 'FundingRate') {
        this.#fund(event, key)
        continue
      }
      if (rows === null) {
        this.#advance(until)
        if (event.type === 'StreamGap') until = Math.max(until, this.#gap(event, run, key))
        continue
      }
      if (event.type === 'StreamGap' && typeAlone(event.reason) === null) this.#warnOf(event)
      const endsGap = run.isSuspended && (event.type === 'TradeTick' || event.type === 'Bar')
      if (endsGap) this.#advance(until)
      rows.push(event, key)
      until = event.type === 'Bar' ? Math.max(present, event.closeTime) : key
      if (!endsGap) continue
      // The first event after a gap shows where the market is; what happened on the way there nobody saw.
      this.#advance(until)
      run.isSuspended = false
    }
    this.#advance(until)
    this.#tick(Math.max(now, this.#present(until)))
    this.#advance(now)
  }

  /** What escaped from `drain`, told apart: a handler's error, or another. */
  failure(error: unknown): unknown {
    return this.#open.failure(error)
  }

  /** Settles what is open; a session that nothing happened in ends where the clock stands. */
  finish(options: FinishOptions & { readonly data: MatchedData }, now: number): BacktestResult {
    const { clock, gate } = this.#core
    gate.isOpen = false
    if (Number.isNaN(clock.now)) clock.now = now
    return this.#open.finish(options)
  }

  figures(): Pick<PaperProgress, 'suspended' | 'ts' | 'equity' | 'openOrders'> {
    const { clock, account, instruments } = this.#core
    return {
      suspended: [...this.#runs.values()].filter(isSuspended).map((run) => run.instrument.id),
      ts: Number.isNaN(clock.now) ? null : clock.now,
      equity: account.equity,
      openOrders: instruments.reduce((sum, { market }) => sum + market.open.length, 0),
    }
  }

  #present(until: number): number {
    const { now } = this.#core.clock
    return Number.isNaN(now) ? until : Math.max(until, now)
  }

  #advance(until: number): void {
    const { lanes } = this.assembly
    const { clock } = this.#core
    lanes.forEach((lane, at) => {
      if ((this.#rows[at] as LiveRows).hasRows) loadLane(lane, clock)
    })
    advance(lanes, this.#timers, clock, until)
  }

  #tick(now: number): void {
    for (const rows of this.#rows) {
      if (rows.nextDue > now) continue
      rows.tick(now)
      if (rows.hasRows) this.#advance(now)
    }
  }

  /** All streams of an instrument are broken: what it has of them when the run's clock shows the answer. */
  #gap(event: StreamGap, run: InstrumentRun, key: number): number {
    const { id } = run.instrument
    const of = this.#rows.filter(({ stream }) => stream.instrument.id === id)
    this.#warnOf(event)
    if (of.some(({ kind }) => kind === 'trades' || kind === 'bars')) run.isSuspended = event.to === null
    const books = of.filter(({ kind }) => kind === 'book' || kind === 'orders')
    for (const rows of books) rows.push(event, key)
    const { depth } = run.market
    if (books.length > 0) return key
    if (depth === undefined) return -Infinity
    // The best bid and ask say nothing more before the next quote.
    this.#advance(key)
    this.#core.clock.now = key
    depth.onGap(key)
    return key
  }

  #fund(event: FundingRate, key: number): void {
    const { account, warnings } = this.#core
    const { counts } = this.#intake
    const answer = account.tellFunding?.(event, key) ?? 'unused'
    if (answer === 'unused') counts.unused++
    else if (answer === 'counts') counts.used++
    else counts.late++
    if (answer === 'late') warnings.add('a funding rate came after its time: nothing was settled', event.instrumentId)
  }

  #warnOf({ reason, instrumentId }: StreamGap): void {
    this.#core.warnings.add(`data were missing (${reason})`, instrumentId)
  }
}

function isSuspended({ isSuspended, market: { depth } }: InstrumentRun): boolean {
  return isSuspended || depth?.picture.isValid === false
}
