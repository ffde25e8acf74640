import type { FormingBar } from '../bars/index.js'
import { SeriesGraph } from '../indicator/index.js'
import type { BarColumns } from '../market/index.js'
import { BarView, type Cursor, type Gate } from '../strategy/index.js'
import { ReadyRows } from './ready-rows.js'

const SERIES = ['openTime', 'closeTime', 'open', 'high', 'low', 'close', 'volume']
/** Rows that bars built one by one go round in. */
const BUILT_ROWS = 256

/** The bars of one need of one instrument: their indicators, and the view that a strategy reads them through. */
export class BarFeed {
  readonly cursor: Cursor
  readonly view: BarView
  readonly graph: SeriesGraph
  readonly #ready: ReadyRows
  #built: BarColumns | null = null
  #builtCount = 0

  constructor(capacity: number, gate: Gate) {
    this.cursor = { row: 0, gate }
    this.view = new BarView(this.cursor)
    this.graph = new SeriesGraph(SERIES, capacity)
    this.#ready = new ReadyRows(this.graph, capacity)
  }

  /** Are all indicators of this feed defined at the present row? */
  get isReady(): boolean {
    return this.#ready.at(this.cursor.row)
  }

  /** Takes a block of recorded bars and computes its indicators; the cursor then walks it. */
  bind(block: BarColumns): void {
    this.#show(block)
    this.#compute(0, block.length)
  }

  /** Takes a bar that was just built. */
  append(bar: FormingBar): void {
    const columns = (this.#built ??= this.#startBuilt())
    const row = this.#builtCount++ % BUILT_ROWS
    columns.openTime[row] = bar.openTime
    columns.closeTime[row] = bar.closeTime
    columns.open[row] = bar.open
    columns.high[row] = bar.high
    columns.low[row] = bar.low
    columns.close[row] = bar.close
    columns.volume[row] = bar.volume
    this.#compute(row, row + 1)
    this.cursor.row = row
  }

  #startBuilt(): BarColumns {
    const column = (): Float64Array => new Float64Array(BUILT_ROWS)
    const columns: BarColumns = {
      kind: 'bars',
      length: BUILT_ROWS,
      openTime: column(),
      closeTime: column(),
      open: column(),
      high: column(),
      low: column(),
      close: column(),
      volume: column(),
    }
    this.#show(columns)
    return columns
  }

  #show(columns: BarColumns): void {
    this.view.bind(columns)
    const { openTime, closeTime, open, high, low, close, volume } = columns
    this.graph.bind({ openTime, closeTime, open, high, low, close, volume })
  }

  #compute(from: number, to: number): void {
    this.graph.run(from, to)
    this.#ready.mark(from, to)
  }
}
