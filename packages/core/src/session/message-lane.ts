import type { BookPicture } from '../book/book-picture.js'
import { BOOK_END, BOOK_GAP, BOOK_SNAPSHOT, type BookColumns, type BookOrderColumns } from '../market/index.js'
import type { Lane, StreamReader } from '../replay/index.js'
import { WholeMessages } from '../replay/whole-messages.js'
import type { DepthIntake } from '../simulator/index.js'
import type { BookFeed } from './book-feed.js'
import type { InstrumentRun } from './instrument-run.js'
import { markTouch, observeEquity } from './mark-touch.js'
import type { StrategyRunner } from './strategy-runner.js'

export interface MessageLaneParts {
  readonly run: InstrumentRun
  readonly runner: StrategyRunner
  readonly feed: BookFeed | null
  /** The venue, where it matches against this book. */
  readonly depth: DepthIntake | null
  /** Does it mark positions? */
  readonly marks: boolean
}

/** A recorded book on its way through a replay, told message by message, whatever its rows say. */
export abstract class MessageLane<C extends BookColumns | BookOrderColumns> implements Lane {
  readonly reader: StreamReader<C>
  headKey: number = Infinity
  needsBlock = true
  /** A message that the end of its data cut off is no message. */
  readonly isTail: boolean = false
  /** Rows delivered so far. */
  rowsDone = 0
  protected readonly messages: WholeMessages<C>
  protected readonly picture: BookPicture
  protected readonly depth: DepthIntake | null
  #block: C | null = null
  #key: Float64Array = new Float64Array(0)
  #row = 0
  readonly #parts: MessageLaneParts

  constructor(parts: MessageLaneParts, reader: StreamReader<C>, picture: BookPicture) {
    this.#parts = parts
    this.depth = parts.depth
    this.picture = picture
    this.reader = reader
    this.messages = new WholeMessages(reader)
    parts.feed?.view.bind(picture)
  }

  /** What a row changes. */
  protected abstract change(block: C, row: number, now: number): void
  /** A snapshot begins: nothing of before is left. */
  protected abstract clear(): void
  /** The message is over. */
  protected abstract end(): void

  load(): boolean | Promise<boolean> {
    return this.messages.load((block) => this.#begin(block))
  }

  runBefore(limit: number): void {
    const { timers } = this.#parts.run.core
    while (this.headKey < limit && this.headKey <= timers.headKey) {
      this.apply()
      this.dispatch()
    }
  }

  apply(): void {
    const block = this.#block as C
    const { flags, length } = block
    const { run, marks } = this.#parts
    const { depth, picture } = this
    const now = this.headKey
    const first = this.#row
    let row = first
    let flag = 0
    run.core.clock.now = now
    while (row < length) {
      flag = flags[row]!
      if (flag >= BOOK_GAP) {
        picture.invalidate()
        depth?.onGap(now)
      } else {
        if ((flag & BOOK_SNAPSHOT) !== 0) {
          this.clear()
          depth?.onClear()
        }
        this.change(block, row, now)
      }
      row++
      if ((flag & BOOK_END) !== 0) break
    }
    this.rowsDone += row - first
    this.#row = row
    this.needsBlock = row === length
    this.headKey = this.needsBlock ? Infinity : this.#key[row]!
    picture.revision++
    this.end()
    if (marks) markTouch(run, picture)
    if (depth !== null && flag < BOOK_GAP) depth.onMessage(now)
  }

  dispatch(): void {
    const { run, runner, marks } = this.#parts
    if (marks) observeEquity(run.core)
    run.tell()
    runner.onBook()
    run.tell()
  }

  #begin(block: C | null): boolean {
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
