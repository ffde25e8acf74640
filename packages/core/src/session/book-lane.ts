import { BookPicture } from '../book/book-picture.js'
import type { BookColumns, RecordedBook } from '../market/index.js'
import { bookChecker } from '../replay/check-depth.js'
import { StreamReader } from '../replay/index.js'
import { MessageLane, type MessageLaneParts } from './message-lane.js'

export interface BookLaneParts extends MessageLaneParts {
  readonly stream: RecordedBook
}

/** A book recorded level by level. */
export class BookLane extends MessageLane<BookColumns> {
  readonly #perTick: number

  constructor(parts: BookLaneParts) {
    const { stream, depth } = parts
    const { tickSize } = stream.instrument
    super(parts, new StreamReader(stream, bookChecker(tickSize)), depth?.picture ?? new BookPicture(tickSize))
    this.#perTick = 1 / tickSize
  }

  protected override change({ side, price, size }: BookColumns, row: number): void {
    const { depth } = this
    const of = side[row]!
    const ticks = Math.round(price[row]! * this.#perTick)
    this.picture.set(of, ticks, size[row]!)
    if (depth !== null && depth.watchesLevels) depth.onLevel(of, ticks)
  }

  protected override clear(): void {
    this.picture.clear()
  }

  protected override end(): void {}
}
