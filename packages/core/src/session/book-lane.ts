import { BookPicture } from '../book/book-picture.js'
import { BOOK_END, BOOK_GAP, BOOK_SNAPSHOT, type BookColumns, type RecordedBook } from '../market/index.js'
import { bookChecker } from '../replay/check-depth.js'
import { StreamReader, type Lane } from '../replay/index.js'
import { WholeMessages } from '../replay/whole-messages.js'
import type { DepthIntake } from '../simulator/index.js'
import type { BookFeed } from './book-feed.js'
import type { InstrumentRun } from './instrument-run.js'
import { markTouch, observeEquity } from './mark-touch.js'
import type { StrategyRunner } from './strategy-runner.js'

export interface BookLaneParts {
  readonly stream: RecordedBook
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  readonly feed: BookFeed | null
  /** The venue, where it matches against this book. */
  readonly depth: DepthIntake | null
  /** Does it mark positions? */
  readonly marks: boolean
}

/** A recorded book on its way through a replay, told message by message. */
export class BookLane implements Lane {
  readonly reader: StreamReader<BookColumns>
  headKey: number = Infinity
  needsBlock = true
  /** A message that the end of its data cut off is no message. */
  readonly isTail: boolean = false
  /** Rows delivered so far. */
  rowsDone = 0
  #block: BookColumns | null = null
  #key: Float64Array = new Float64Array(0)
  #row = 0
  readonly #messages: WholeMessages<BookColumns>
  readonly #picture: BookPicture
  readonly #perTick: number
  readonly #parts: BookLaneParts

  constructor(parts: BookLaneParts) {
    const { stream, depth, feed } = parts
    const { tickSize } = stream.instrument
    this.#parts = parts
    this.#perTick = 1 / tickSize
    this.#picture = depth?.picture ?? new BookPicture(tickSize)
    this.reader = new StreamReader(stream, bookChecker(tickSize))
    this.#messages = new WholeMessages(this.reader)
    feed?.view.bind(this.#picture)
  }

  load(): boolean | Promise<boolean> {
    return this.#messages.load((block) => this.#begin(block))
  }

  runBefore(limit: number): void {
    const { timers } = this.#parts.run.core
    while (this.headKey < limit && this.headKey <= timers.headKey) {
      this.apply()
      this.dispatch()
    }
  }

  apply(): void {
    const { side, price, size, flags, length } = this.#block as BookColumns
    const { run, depth, marks } = this.#parts
    const picture = this.#picture
    const perTick = this.#perTick
    const now = this.headKey
    const first = this.#row
    let row = first
    let flag = 0
    run.core.clock.now = now
    while (row < length) {
      flag = flags[row]!
      if (flag > BOOK_END || (flag & BOOK_SNAPSHOT) !== 0) this.#begins(flag, now)
      if (flag < BOOK_GAP) {
        const of = side[row]!
        const ticks = Math.round(price[row]! * perTick)
        picture.set(of, ticks, size[row]!)
        if (depth !== null && depth.watchesLevels) depth.onLevel(of, ticks)
      }
      row++
      if ((flag & BOOK_END) !== 0) break
    }
    this.rowsDone += row - first
    this.#row = row
    this.needsBlock = row === length
    this.headKey = this.needsBlock ? Infinity : this.#key[row]!
    picture.revision++
    if (marks) markTouch(run, picture)
    if (depth !== null && flag < BOOK_GAP) depth.onMessage(now)
  }

  dispatch(): void {
    const { run, runner, marks } = this.#parts
    if (marks) observeEquity(run.core)
    if (run.hasNews) run.tell()
    runner.onBook()
    if (run.hasNews) run.tell()
  }

  /** A snapshot or a gap. */
  #begins(flag: number, now: number): void {
    const { depth } = this.#parts
    if (flag >= BOOK_GAP) {
      this.#picture.invalidate()
      depth?.onGap(now)
    } else {
      this.#picture.clear()
      depth?.onClear()
    }
  }

  #begin(block: BookColumns | null): boolean {
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
