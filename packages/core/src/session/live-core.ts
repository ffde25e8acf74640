import type { InstrumentRun } from './instrument-run.js'
import { advance, loadLane, nextDue } from './advance.js'
import type { Assembly } from './assemble.js'
import type { OpenRun } from './engine.js'
import type { FinishOptions } from './finish-run.js'
import type { LiveIntake, Waiting } from './live-intake.js'
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

  /** When the next bar or timer is due. */
  get nextDue(): number {
    return nextDue(this.assembly.lanes, this.#timers)
  }

  /** Everything that waits, in order of arrival; then what is due by `now`. */
  drain(now: number): void {
    const { clock } = this.#core
    if (!this.#isPaused) for (const run of this.#runs.values()) run.tell()
    let until = -Infinity
    for (const waiting of this.#intake.take()) {
      const run = this.#runs.get(waiting.event.instrumentId)
      if (run === undefined) continue
      if (waiting.event.type === 'StreamGap') {
        this.#advance(until)
        this.#gap(waiting, run)
        continue
      }
      // Times never go back: what comes with an older stamp happens now.
      const present = Math.max(until, clock.now === clock.now ? clock.now : -Infinity)
      const key = Math.max(waiting.key, present)
      if (run.isSuspended) this.#advance(until)
      waiting.rows?.push(waiting.event, key)
      until = waiting.event.type === 'Bar' ? Math.max(present, waiting.event.closeTime) : key
      if (!run.isSuspended) continue
      // The first event after a gap shows where the market is; what happened on the way there nobody saw.
      this.#advance(until)
      run.isSuspended = false
    }
    this.#advance(until)
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
      suspended: [...this.#runs.values()].filter((run) => run.isSuspended).map((run) => run.instrument.id),
      ts: Number.isNaN(clock.now) ? null : clock.now,
      equity: account.equity,
      openOrders: instruments.reduce((sum, { market }) => sum + market.open.length, 0),
    }
  }

  #advance(until: number): void {
    const { lanes } = this.assembly
    const { clock } = this.#core
    lanes.forEach((lane, at) => {
      if ((this.#rows[at] as LiveRows).hasRows) loadLane(lane, clock)
    })
    advance(lanes, this.#timers, clock, until)
  }

  #gap({ event }: Waiting, run: InstrumentRun): void {
    if (event.type !== 'StreamGap') return
    run.isSuspended = event.to === null
    this.#core.warnings.add(`data were missing (${event.reason})`, run.instrument.id)
  }
}
