import type { QuoteColumns, RecordedQuotes } from '../market/index.js'
import { checkQuotes } from '../replay/check-depth.js'
import { StreamReader, type Lane } from '../replay/index.js'
import { BookPicture } from '../book/book-picture.js'
import type { DepthIntake } from '../simulator/index.js'
import type { InstrumentRun } from './instrument-run.js'
import { markTouch, observeEquity } from './mark-touch.js'
import type { QuoteFeed } from './quote-feed.js'
import type { StrategyRunner } from './strategy-runner.js'

export interface QuoteLaneParts {
  readonly stream: RecordedQuotes
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  readonly feed: QuoteFeed | null
  /** The venue, where it matches against these quotes as a book of one level. */
  readonly depth: DepthIntake | null
  /** Do they mark positions? */
  readonly marks: boolean
}

/** Recorded best bids and asks on their way through a replay. */
export class QuoteLane implements Lane {
  readonly reader: StreamReader<QuoteColumns>
  headKey: number = Infinity
  needsBlock = true
  /** Each row is whole: nothing is left when the rows are done. */
  readonly isTail: boolean = false
  /** Rows delivered so far. */
  rowsDone = 0
  #block: QuoteColumns | null = null
  #key: Float64Array = new Float64Array(0)
  #row = 0
  readonly #picture: BookPicture
  readonly #parts: QuoteLaneParts

  constructor(parts: QuoteLaneParts) {
    this.#parts = parts
    this.#picture = parts.depth?.picture ?? new BookPicture(parts.stream.instrument.tickSize)
    this.reader = new StreamReader(parts.stream, checkQuotes)
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

  apply(): void {
    const block = this.#block as QuoteColumns
    const row = this.#row
    const { run, feed, depth, marks } = this.#parts
    const now = this.headKey
    // Not before its first row: until then the feed stands at the last row of the block before.
    if (row === 0) feed?.bind(block)
    run.core.clock.now = now
    if (depth !== null || marks) this.#show(block, row)
    if (depth !== null) {
      if (depth.watchesLevels) depth.onClear()
      depth.onMessage(now)
    }
    if (marks) markTouch(run, this.#picture)
    if (feed !== null) feed.cursor.row = row
    this.rowsDone++
    this.#row++
    this.needsBlock = this.#row === block.length
    this.headKey = this.needsBlock ? Infinity : this.#key[this.#row]!
  }

  dispatch(): void {
    const { run, runner, marks } = this.#parts
    if (marks) observeEquity(run.core)
    run.tell()
    runner.onQuote()
    run.tell()
  }

  #show({ bidPrice, bidSize, askPrice, askSize }: QuoteColumns, row: number): void {
    const picture = this.#picture
    const bid = Math.round(picture.ticksOf(bidPrice[row]!))
    const ask = Math.round(picture.ticksOf(askPrice[row]!))
    picture.setTouch(bid, bidSize[row]!, ask, askSize[row]!)
    picture.revision++
  }

  #begin(block: QuoteColumns | null): boolean {
    this.#block = block
    this.#row = 0
    this.needsBlock = false
    this.headKey = Infinity
    if (block === null) return false
    this.#key = block.tsRecv ?? block.ts
    this.headKey = this.#key[0]!
    return true
  }
}
