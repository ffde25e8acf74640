import { SeriesGraph } from '../indicator/index.js'
import type { TradeColumns } from '../market/index.js'
import { TradeView, type Cursor, type Gate } from '../strategy/index.js'
import { ReadyRows } from './ready-rows.js'

const SERIES = ['ts', 'price', 'size']

/** The trade prints of one need of one instrument: their indicators, and the view that a strategy reads them through. */
export class TradeFeed {
  readonly cursor: Cursor
  readonly view: TradeView
  readonly graph: SeriesGraph
  readonly ready: ReadyRows

  constructor(capacity: number, gate: Gate) {
    this.cursor = { row: 0, gate }
    this.view = new TradeView(this.cursor)
    this.graph = new SeriesGraph(SERIES, capacity)
    this.ready = new ReadyRows(this.graph, capacity)
  }

  get isReady(): boolean {
    return this.ready.at(this.cursor.row)
  }

  /** Takes a block of recorded trades and computes its indicators; the cursor then walks it. */
  bind(block: TradeColumns): void {
    this.view.bind(block)
    const { ts, price, size } = block
    this.graph.bind({ ts, price, size })
    this.graph.run(0, block.length)
    this.ready.mark(0, block.length)
  }
}
