import type { FormingBar } from '../bars/time-bar-builder.js'
import { columnNames, type BarColumns } from '../market/index.js'
import { BarView, type Gate } from '../strategy/index.js'
import { Feed } from './feed.js'

/** Rows that bars built one by one go round in. */
const BUILT_ROWS = 256

/** The bars of one need of one instrument. */
export class BarFeed extends Feed<BarColumns, BarView> {
  #built: Record<string, Float64Array> | null = null
  #builtCount = 0

  constructor(gate: Gate) {
    super(columnNames.bars, gate, BarView)
  }

  /** Takes a bar that was just built. */
  append(bar: FormingBar): void {
    const columns = (this.#built ??= this.#startBuilt())
    const row = this.#builtCount++ % BUILT_ROWS
    for (const name of columnNames.bars) columns[name]![row] = bar[name]
    this.compute(row, row + 1)
    this.cursor.row = row
  }

  #startBuilt(): Record<string, Float64Array> {
    const columns = Object.fromEntries(columnNames.bars.map((name) => [name, new Float64Array(BUILT_ROWS)]))
    this.show(columns as unknown as BarColumns)
    return columns
  }
}
