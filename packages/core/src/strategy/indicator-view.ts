import { staleView, type Cursor } from './views.js'

/** One declared indicator: its name, its outputs, and the columns that the graph writes them to. */
export interface IndicatorSlot {
  readonly name: string
  readonly outputs: readonly string[]
  readonly columns: readonly Float64Array[]
  /** The cursor of the series that feeds it. */
  readonly cursor: Cursor
}

interface Value {
  readonly name: string
  readonly column: Float64Array
  readonly cursor: Cursor
}

type ViewClass = new (slots: readonly IndicatorSlot[]) => object

const VALUES = Symbol('values')

/**
 * The object that handlers read as `ind`: `ind.fast`, or `ind.bb.upper` where there are several outputs. Accessors
 * over columns: nothing is allocated when they are read.
 *
 * Views of one strategy share a class, so that its handlers stay as fast in the hundredth run as in the first: with
 * accessors of its own, each run's view would be another shape to the compiler.
 */
export function createIndicatorView(strategy: object, slots: readonly IndicatorSlot[], partial: boolean): object {
  const shape = slots.map(({ name, outputs }) => `${name}(${outputs.join()})`).join()
  let known = classes.get(strategy)
  if (known?.shape !== shape) {
    known = { shape, View: viewClass(slots, partial) }
    classes.set(strategy, known)
  }
  return new known.View(slots)
}

const classes = new WeakMap<object, { readonly shape: string; readonly View: ViewClass }>()

function viewClass(shape: readonly IndicatorSlot[], partial: boolean): ViewClass {
  const nested = new Map(
    shape.filter(isNested).map((slot) => [
      slot.name,
      viewClass(
        slot.outputs.map((output) => single(slot, output)),
        partial,
      ),
    ]),
  )
  class IndicatorView {
    readonly [VALUES]: readonly Value[]

    constructor(slots: readonly IndicatorSlot[]) {
      this[VALUES] = slots.map(({ name, columns, cursor }) => ({ name, column: columns[0] as Float64Array, cursor }))
      for (const slot of slots) {
        const Nested = nested.get(slot.name)
        if (Nested === undefined) continue
        const value = new Nested(slot.outputs.map((output) => single(slot, output)))
        Object.defineProperty(this, slot.name, { value, enumerable: true })
      }
    }
  }
  shape.forEach((slot, i) => {
    if (isNested(slot)) return
    Object.defineProperty(IndicatorView.prototype, slot.name, {
      enumerable: true,
      get: partial ? readOrNull(i) : read(i),
    })
  })
  return IndicatorView
}

function isNested(slot: IndicatorSlot): boolean {
  return slot.outputs.length > 1
}

function single(slot: IndicatorSlot, output: string): IndicatorSlot {
  const column = slot.columns[slot.outputs.indexOf(output)] as Float64Array
  return { name: output, outputs: [output], columns: [column], cursor: slot.cursor }
}

interface HasValues {
  readonly [VALUES]: readonly Value[]
}

function read(i: number): () => number {
  return function (this: HasValues): number {
    const { column, cursor, name } = this[VALUES][i]!
    if (!cursor.gate.isOpen) throw staleView(`indicator ${name}`)
    return column[cursor.row]!
  }
}

function readOrNull(i: number): () => number | null {
  const readNumber = read(i)
  return function (this: HasValues): number | null {
    const value = readNumber.call(this)
    return value === value ? value : null
  }
}
