import type { BarColumns, RecordedBars } from '../market/index.js'
import { StreamReader, type Lane } from '../replay/index.js'
import type { Timeframe } from '../time/index.js'
import type { BarFeed } from './bar-feed.js'
import type { InstrumentRun } from './instrument-run.js'
import { meetBar } from './meet-bar.js'
import type { StrategyRunner } from './strategy-runner.js'

export interface BarLaneParts {
  readonly stream: RecordedBars
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  /** Feeds of the needs that this stream serves. */
  readonly feeds: readonly BarFeed[]
  /** Do its bars wake `onBar`? */
  readonly isMain: boolean
  /** Do its prices fill orders and mark positions? */
  readonly executes: boolean
}

/** Recorded bars on their way through a replay, each delivered at its close. */
export class BarLane implements Lane {
  readonly reader: StreamReader<BarColumns>
  headKey: number = Infinity
  needsBlock = true
  /** Recorded bars are whole: nothing is left when the rows are done. */
  readonly isTail: boolean = false
  /** Rows delivered so far. */
  rowsDone = 0
  /** No bar comes before it: a live one that arrives late does not turn the clock back. */
  floor: number = -Infinity
  #block: BarColumns | null = null
  #row = 0
  readonly #parts: BarLaneParts

  constructor(parts: BarLaneParts) {
    this.#parts = parts
    this.reader = new StreamReader(parts.stream)
  }

  load(): boolean | Promise<boolean> {
    return this.reader.load((block) => this.#begin(block))
  }

  runBefore(limit: number): void {
    const { timers } = this.#parts.run.core
    while (this.headKey < limit && this.headKey <= timers.headKey) {
      this.apply()
      this.dispatch()
    }
  }

  /** Length of its bars. */
  get timeframe(): Timeframe {
    return this.#parts.stream.timeframe
  }

  apply(): void {
    const block = this.#block as BarColumns
    const row = this.#row
    const { run, feeds, executes } = this.#parts
    const { clock, account } = run.core
    // Not before its first row: until then the feeds stand at the last row of the block before.
    if (row === 0) for (const feed of feeds) feed.bind(block)
    const closeTime = block.closeTime[row]!
    const close = block.close[row]!
    clock.now = this.headKey
    if (executes) {
      const { market } = run
      const low = block.low[row]!
      const high = block.high[row]!
      const isMet = low <= market.lowTrigger || high >= market.highTrigger || account.canShort
      if (isMet && !run.isSuspended) {
        const { openTime, open, volume } = block
        run.barVolume = volume[row]!
        meetBar(market, account, run.index, [openTime[row]!, closeTime, open[row]!, high, low, close, volume[row]!])
        run.barVolume = NaN
      }
      account.mark(run.index, close)
    }
    for (const feed of feeds) feed.cursor.row = row
    this.#moveOn()
  }

  dispatch(): void {
    const { run, runner, isMain, executes } = this.#parts
    const { clock, account, recorder } = run.core
    // Once all bars of the instant are marked: equity half of old prices and half of new ones never was.
    if (executes) recorder.observe(clock.now, account.equity)
    run.tell()
    if (!isMain) return
    runner.onBar()
    run.barIsOver()
    run.tell()
  }

  #begin(block: BarColumns | null): boolean {
    this.#block = block
    this.#row = 0
    if (block === null) return false
    this.headKey = Math.max(this.floor, block.closeTime[0]!)
    this.needsBlock = false
    return true
  }

  #moveOn(): void {
    const block = this.#block as BarColumns
    this.rowsDone++
    const row = ++this.#row
    this.needsBlock = row === block.length
    this.headKey = this.needsBlock ? Infinity : Math.max(this.floor, block.closeTime[row]!)
  }
}
