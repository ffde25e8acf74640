import { IndicatorGraph } from '../indicator/indicator-graph.js'
import type { SeriesColumns } from '../indicator/index.js'
import { BLOCK_ROWS } from '../replay/index.js'
import type { Cursor, Gate } from '../strategy/index.js'

/** What a strategy reads the rows of a feed through. */
interface View<C> {
  bind(columns: C): void
}

/** The rows of one need of one instrument: their indicators, and the view that a strategy reads them through. */
export class Feed<C extends { readonly length: number }, V extends View<C>> {
  readonly cursor: Cursor
  readonly view: V
  readonly graph: IndicatorGraph
  /** 1 where every indicator has a value; the first row has none before anything came. */
  readonly ready: Uint8Array = new Uint8Array(BLOCK_ROWS)

  constructor(series: readonly string[], gate: Gate, makeView: new (cursor: Cursor) => V) {
    this.cursor = { row: 0, gate }
    this.view = new makeView(this.cursor)
    this.graph = new IndicatorGraph(series, BLOCK_ROWS)
  }

  /** Are all indicators of this feed defined at the present row? */
  get isReady(): boolean {
    return this.ready[this.cursor.row] === 1
  }

  /** Takes a block of recorded rows and computes its indicators; the cursor then walks it. */
  bind(block: C): void {
    this.show(block)
    this.compute(0, block.length)
  }

  show(columns: C): void {
    this.view.bind(columns)
    this.graph.bind(columns as unknown as SeriesColumns)
  }

  compute(from: number, to: number): void {
    this.graph.run(from, to)
    this.graph.markReady(from, to, this.ready)
  }
}
