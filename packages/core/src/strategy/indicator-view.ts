import { staleView, type Cursor } from './views.js'

/** One declared indicator: its name, its outputs, and the columns that the graph writes them to. */
export interface IndicatorSlot {
  readonly name: string
  readonly outputs: readonly string[]
  readonly columns: readonly Float64Array[]
  /** The cursor of the series that feeds it. */
  readonly cursor: Cursor
}

/**
 * The object that handlers read as `ind`: `ind.fast`, or `ind.bb.upper` where there are several outputs. Accessors
 * over columns: nothing is allocated when they are read.
 */
export function createIndicatorView(slots: readonly IndicatorSlot[], partial: boolean): object {
  const view = {}
  for (const slot of slots) {
    if (slot.outputs.length === 1) {
      defineValue(view, slot.name, slot.columns[0] as Float64Array, slot.cursor, partial)
      continue
    }
    const outputs = {}
    slot.outputs.forEach((output, i) => {
      defineValue(outputs, output, slot.columns[i] as Float64Array, slot.cursor, partial)
    })
    Object.defineProperty(view, slot.name, { value: outputs, enumerable: true })
  }
  return view
}

function defineValue(target: object, name: string, column: Float64Array, cursor: Cursor, partial: boolean): void {
  const read = (): number => {
    if (!cursor.isLive) throw staleView(`indicator ${name}`)
    return column[cursor.row]!
  }
  const readOrNull = (): number | null => {
    const value = read()
    return value === value ? value : null
  }
  Object.defineProperty(target, name, { enumerable: true, get: partial ? readOrNull : read })
}
