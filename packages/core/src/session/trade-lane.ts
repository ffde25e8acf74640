import type { TimeBarBuilder } from '../bars/time-bar-builder.js'
import type { RecordedTrades, TradeColumns } from '../market/index.js'
import { StreamReader, type Lane } from '../replay/index.js'
import type { BarFeed } from './bar-feed.js'
import type { Cursor } from '../strategy/index.js'
import type { InstrumentRun } from './instrument-run.js'
import type { RunClock, RunCore } from './run-core.js'
import type { StrategyRunner } from './strategy-runner.js'
import type { TradeFeed } from './trade-feed.js'

/** Bars that are built from this lane's trades for one need of the strategy. */
export interface BuiltBars {
  readonly builder: TimeBarBuilder
  readonly feed: BarFeed
  /** Do its bars wake `onBar`? */
  readonly isMain: boolean
}

export interface TradeLaneParts {
  readonly stream: RecordedTrades
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  /** The strategy's own view of the prints, where it asked for them. */
  readonly feed: TradeFeed | null
  readonly built: readonly BuiltBars[]
}

/** Clocks disagree by seconds; a print stamped further ahead than this would close bars that are still being traded. */
const FUTURE_MS = 60_000

type Applied = 'nothing' | 'trade' | 'bar' | 'main bar'

/** Recorded trades on their way through a replay, with the bars that are built from them. */
export class TradeLane implements Lane {
  readonly reader: StreamReader<TradeColumns>
  headKey: number = Infinity
  needsBlock = true
  isTail = false
  /** Rows delivered so far. */
  rowsDone = 0
  #block: TradeColumns | null = null
  /** The clock's column: when we received it, else when it happened. */
  #key: Float64Array = new Float64Array(0)
  #row = 0
  #nextClose = Infinity
  /** Is a bar to be closed before the next print? */
  #isBarDue = false
  #applied: Applied = 'nothing'
  /** How long after its end a bar waits for late prints; recorded ones come in the order in which they were received. */
  readonly #latenessMs: number
  readonly #parts: TradeLaneParts
  // What each walk needs, within one load: among many lanes a walk is a single print.
  readonly #run: InstrumentRun
  readonly #core: RunCore
  readonly #clock: RunClock
  readonly #runner: StrategyRunner
  readonly #cursor: Cursor | null
  readonly #isBuilding: boolean

  constructor(parts: TradeLaneParts) {
    const { run, runner, feed, built } = parts
    this.#parts = parts
    this.#run = run
    this.#core = run.core
    this.#clock = run.core.clock
    this.#runner = runner
    this.#cursor = feed?.cursor ?? null
    this.#isBuilding = built.length > 0
    this.#latenessMs = run.core.barLatenessMs
    this.reader = new StreamReader(parts.stream)
  }

  load(): boolean | Promise<boolean> {
    return this.reader.load((block) => this.#begin(block))
  }

  runBefore(limit: number): void {
    const { timers } = this.#core
    while (this.headKey < limit && this.headKey <= timers.headKey) {
      if (this.#isBarDue) this.#closeBars()
      else this.#walk(limit)
      this.dispatch()
    }
  }

  /** Takes over what prints before the run have left: feeds that stand, and bars that form. */
  warmUp(take: (parts: TradeLaneParts) => void): void {
    take(this.#parts)
    this.#nextClose = Math.min(...this.#parts.built.map(({ builder }) => builder.closeTime))
  }

  apply(): void {
    if (this.#isBarDue) this.#closeBars()
    else this.#walk(-Infinity)
  }

  /**
   * Applies prints, and dispatches all but the last of them, until the next one is at or beyond `limit`, a bar is due,
   * or the block ends. The hot loop: while a print touches no order, moves no extreme of equity and closes no bar, it
   * costs comparisons and the strategy's own call.
   */
  #walk(limit: number): void {
    const run = this.#run
    const clock = this.#clock
    const cursor = this.#cursor
    const isBuilding = this.#isBuilding
    const { account, recorder, timers } = this.#core
    const { market, index } = run
    const { price, size, ts, side, length } = this.#block as TradeColumns
    const key = this.#key
    const first = this.#row
    // Not before its first row: until then the feed stands at the last row of the block before.
    if (first === 0) this.#parts.feed?.bind(this.#block as TradeColumns)
    let ready: Uint8Array | null = null
    let wakes = false
    let row = first
    let applied: Applied = 'trade'
    for (;;) {
      const now = key[row]!
      const p = price[row]!
      clock.now = now
      if ((p <= market.lowTrigger || p >= market.highTrigger) && !run.isSuspended)
        market.onTrade(now, p, size[row]!, side?.[row])
      account.mark(index, p)
      const { equity } = account
      // Time read anew: one number that two calls take would be boxed at every print, whether or not they are made.
      if (equity > recorder.peak || equity < recorder.low || now >= recorder.nextSampleTs)
        recorder.observe(key[row]!, equity)
      if (isBuilding) this.#build(ts[row]!, p, size[row]!)
      if (cursor !== null) cursor.row = row
      row++
      if (row === length || key[row]! >= limit || key[row]! >= this.#nextClose || ts[row]! >= this.#nextClose) break
      if (run.hasNews) run.tell()
      const runner = this.#runner
      if (row === first + 1 && cursor !== null) {
        const { feed } = this.#parts
        ready = feed!.ready
        // Other feeds stand still while this lane walks.
        wakes = runner.hasTradeHandler && runner.isReadyBut(feed)
      }
      if (ready !== null) {
        if (wakes && (ready[row - 1] === 1 || runner.isPartial)) {
          runner.onTrade()
          if (run.hasNews) run.tell()
        } else if (runner.hasTradeHandler) runner.skipped++
      }
      // Only now: what was just sent may fall due before the next print.
      if (key[row]! > timers.headKey) {
        applied = 'nothing'
        break
      }
    }
    this.#applied = applied
    this.rowsDone += row - first
    this.#row = row
    this.#look()
  }

  dispatch(): void {
    const run = this.#run
    const runner = this.#runner
    if (run.hasNews) run.tell()
    if (this.#applied === 'main bar') {
      runner.onBar()
      run.barIsOver()
    } else if (this.#applied === 'trade' && this.#cursor !== null && runner.hasTradeHandler) {
      if (runner.isReadyBut(null)) runner.onTrade()
      else runner.skipped++
    } else return
    if (run.hasNews) run.tell()
  }

  #begin(block: TradeColumns | null): boolean {
    this.#block = block
    this.#row = 0
    if (block === null) {
      this.isTail = this.#nextClose < Infinity
      this.#look()
      return this.isTail
    }
    this.#key = block.tsRecv ?? block.ts
    this.#look()
    return true
  }

  #look(): void {
    const block = this.#block
    const nextClose = this.#nextClose
    const nextDue = nextClose + this.#latenessMs
    if (block === null) {
      this.needsBlock = false
      this.#isBarDue = true
      this.headKey = nextDue
      return
    }
    this.needsBlock = this.#row === block.length
    if (this.needsBlock) {
      this.headKey = Infinity
      return
    }
    const next = this.#key[this.#row]!
    const ts = block.ts[this.#row]!
    // A print may be received before its own time, where clocks disagree: its bar begins all the same.
    this.#isBarDue = nextDue <= next || (nextClose <= ts && ts <= next + FUTURE_MS)
    this.headKey = nextDue < next ? nextDue : next
  }

  #build(ts: number, price: number, size: number): void {
    const { built, run } = this.#parts
    const { now } = run.core.clock
    let next = Infinity
    for (const { builder } of built) {
      if (builder.isLate(ts, now - this.#latenessMs))
        run.core.warnings.add('a trade came after its bar was closed and is not in any bar', run.instrument.id)
      else if (ts > now + FUTURE_MS)
        run.core.warnings.add('a trade was stamped more than a minute ahead and is not in any bar', run.instrument.id)
      else builder.add(ts, price, size)
      if (builder.closeTime < next) next = builder.closeTime
    }
    this.#nextClose = next
  }

  /** All bars of one closing time; a bar is closed by the clock, and before the first print at or after its end. */
  #closeBars(): void {
    const { built, run } = this.#parts
    const closeTime = this.#nextClose
    run.core.clock.now = this.headKey
    if (!run.isSuspended) run.market.onTime?.(this.headKey)
    this.#applied = 'bar'
    let next = Infinity
    for (const { builder, feed, isMain } of built) {
      if (builder.closeTime === closeTime) {
        feed.append(builder)
        builder.finish()
        if (isMain) this.#applied = 'main bar'
      } else if (builder.closeTime < next) next = builder.closeTime
    }
    this.#nextClose = next
    this.#look()
  }
}
