import { SeriesGraph } from '../indicator/index.js'
import type { TradeColumns } from '../market/index.js'
import { TradeView, type Cursor, type Gate } from '../strategy/index.js'
import { ReadyRows } from './ready-rows.js'

const SERIES = ['ts', 'price', 'size', 'side']

/** The trade prints of one need of one instrument: their indicators, and the view that a strategy reads them through. */
export class TradeFeed {
  readonly cursor: Cursor
  readonly view: TradeView
  readonly graph: SeriesGraph
  readonly ready: ReadyRows
  /** Sides as indicators read them; none of a feed that does not know them. */
  readonly #side: Float64Array

  constructor(capacity: number, gate: Gate) {
    this.cursor = { row: 0, gate }
    this.view = new TradeView(this.cursor)
    this.graph = new SeriesGraph(SERIES, capacity)
    this.#side = new Float64Array(capacity).fill(NaN)
    this.ready = new ReadyRows(this.graph, capacity)
  }

  get isReady(): boolean {
    return this.ready.at(this.cursor.row)
  }

  /** Takes a block of recorded trades and computes its indicators; the cursor then walks it. */
  bind(block: TradeColumns): void {
    this.view.bind(block)
    const { ts, price, size } = block
    if (block.side) this.#side.set(block.side)
    else this.#side.fill(NaN)
    this.graph.bind({ ts, price, size, side: this.#side })
    this.graph.run(0, block.length)
    this.ready.mark(0, block.length)
  }
}
