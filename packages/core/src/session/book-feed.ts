import { IndicatorGraph } from '../indicator/indicator-graph.js'
import { BookView } from '../strategy/book-view.js'
import type { Cursor, Gate } from '../strategy/index.js'

/** The book of one need of one instrument. It has no series, so no indicator can be fed by it. */
export class BookFeed {
  readonly cursor: Cursor
  readonly view: BookView
  readonly graph: IndicatorGraph = new IndicatorGraph([], 1)

  constructor(depth: number, gate: Gate) {
    this.cursor = { row: 0, gate }
    this.view = new BookView(this.cursor, depth)
  }

  /** Has any message of the book come? */
  get isReady(): boolean {
    return this.view.hasBegun
  }
}
