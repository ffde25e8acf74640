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

type Applied = 'none' | 'trade' | 'bar' | 'main'

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
  #applied: Applied = 'none'
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
      const next = this.#row + 1
      // Among many lanes, most prints stand alone before another lane's.
      if (this.#isBarDue || (next < this.#key.length && this.#key[next]! >= limit)) this.apply()
      else this.#walk(limit)
      this.dispatch()
    }
  }

  /** Takes over what prints before the run have left: feeds that stand, and bars that form. */
  warmUp(take: (parts: TradeLaneParts) => void): void {
    take(this.#parts)
    this.#nextClose = Math.min(...this.#parts.built.map(({ builder }) => builder.closeTime))
  }

  /** Of prints, one: what `#walk` does with each of many, without getting ready for many. */
  apply(): void {
    if (this.#isBarDue) {
      this.#closeBars()
      return
    }
    const run = this.#run
    const cursor = this.#cursor
    const { account, recorder } = this.#core
    const { market, index } = run
    const block = this.#block as TradeColumns
    const { price, size, ts, side } = block
    const key = this.#key
    const row = this.#row++
    if (row === 0) this.#parts.feed?.bind(block)
    const p = price[row]!
    this.#clock.now = key[row]!
    if ((p <= market.lowTrigger || p >= market.highTrigger) && !run.isSuspended)
      market.onTrade(key[row]!, p, size[row]!, side?.[row])
    account.mark(index, p)
    const { equity } = account
    if (equity > recorder.peak || equity < recorder.low || key[row]! >= recorder.nextSampleTs)
      recorder.observe(key[row]!, equity)
    if (this.#isBuilding) this.#build(ts[row]!, p, size[row]!)
    if (cursor !== null) cursor.row = row
    this.#applied = 'trade'
    this.rowsDone++
    this.#look()
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
    const isBuilding = this.#isBuilding === true
    const { account, recorder, timers } = this.#core
    const { market, index } = run
    const { price, size, ts, side } = this.#block as TradeColumns
    const key = this.#key
    const first = this.#row
    // Not before its first row: until then the feed stands at the last row of the block before.
    const { feed } = this.#parts
    if (first === 0) feed?.bind(this.#block as TradeColumns)
    let stop = this.#stopBefore(limit)
    const runner = this.#runner
    const isAsked = cursor !== null && runner.hasTradeHandler
    // Other feeds stand still while this lane walks.
    const wakes = isAsked && runner.isReadyBut(feed)
    const ready = wakes && !runner.isPartial ? feed!.ready : null
    let row = first
    let applied: Applied = 'trade'
    for (;;) {
      const p = price[row]!
      clock.now = key[row]!
      if ((p <= market.lowTrigger || p >= market.highTrigger) && !run.isSuspended)
        market.onTrade(key[row]!, p, size[row]!, side?.[row])
      account.mark(index, p)
      const { equity } = account
      // Time read anew: one number that two calls take would be boxed at every print, whether or not they are made.
      if (equity > recorder.peak || equity < recorder.low || key[row]! >= recorder.nextSampleTs)
        recorder.observe(key[row]!, equity)
      if (isBuilding && this.#build(ts[row]!, p, size[row]!)) stop = this.#stopBefore(limit, row + 1)
      if (cursor !== null) cursor.row = row
      row++
      if (row === stop) break
      run.tell()
      if (isAsked) {
        if (wakes && (ready === null || ready[row - 1] === 1)) {
          runner.onTrade()
          run.tell()
        } else runner.skipped++
      }
      // Only now: what was just sent may fall due before the next print.
      if (key[row]! > timers.headKey) {
        applied = 'none'
        break
      }
    }
    this.#applied = applied
    this.rowsDone += row - first
    this.#row = row
    this.#look()
  }

  /** The row that a walk ends before: the first behind `from` at or beyond `limit` or the end of a bar, or the block's end. */
  #stopBefore(limit: number, from: number = this.#row + 1): number {
    const { ts, length } = this.#block as TradeColumns
    const key = this.#key
    const nextClose = this.#nextClose
    if (limit === Infinity && nextClose === Infinity) return length
    let row = from
    // Event times need not ascend where the clock is that of receipt.
    while (row < length && key[row]! < limit && key[row]! < nextClose && ts[row]! < nextClose) row++
    return row
  }

  dispatch(): void {
    const run = this.#run
    const runner = this.#runner
    run.tell()
    if (this.#applied === 'main') {
      runner.onBar()
      run.barIsOver()
    } else if (this.#applied === 'trade' && this.#cursor !== null && runner.hasTradeHandler) {
      if (runner.isReadyBut(null)) runner.onTrade()
      else runner.skipped++
    }
    run.tell()
  }

  #begin(block: TradeColumns | null): boolean {
    this.#block = block
    this.#row = 0
    if (block !== null) this.#key = block.tsRecv ?? block.ts
    this.isTail = block === null && this.#nextClose < Infinity
    this.#look()
    return block !== null || this.isTail
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

  /** Adds a print to the bars; did it open one that ends before all others? */
  #build(ts: number, price: number, size: number): boolean {
    const { built, run } = this.#parts
    const { now } = this.#clock
    let next = Infinity
    for (const { builder } of built) {
      if (builder.isLate(ts, now - this.#latenessMs))
        this.#core.warnings.add('a trade came after its bar was closed and is not in any bar', run.instrument.id)
      else if (ts > now + FUTURE_MS)
        this.#core.warnings.add('a trade was stamped more than a minute ahead and is not in any bar', run.instrument.id)
      else builder.add(ts, price, size)
      if (builder.closeTime < next) next = builder.closeTime
    }
    const hasMoved = next !== this.#nextClose
    this.#nextClose = next
    return hasMoved
  }

  /** All bars of one closing time; a bar is closed by the clock, and before the first print at or after its end. */
  #closeBars(): void {
    const { built, run } = this.#parts
    const closeTime = this.#nextClose
    this.#clock.now = this.headKey
    if (!run.isSuspended) run.market.onTime?.(this.headKey)
    this.#applied = 'bar'
    let next = Infinity
    for (const { builder, feed, isMain } of built) {
      if (builder.closeTime === closeTime) {
        feed.append(builder)
        builder.finish()
        if (isMain) this.#applied = 'main'
      } else if (builder.closeTime < next) next = builder.closeTime
    }
    this.#nextClose = next
    this.#look()
  }
}
