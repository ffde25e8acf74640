import { staleView, type Cursor } from './views.js'

/** One declared indicator: its name, its outputs, and the columns that the graph writes them to. */
export interface IndicatorSlot {
  readonly name: string
  readonly outputs: readonly string[]
  readonly columns: readonly Float64Array[]
  /** The cursor of the series that feeds it. */
  readonly cursor: Cursor
  /** How errors call it where the name does not say it all: `bb.upper`. */
  readonly label?: string | undefined
}

type ViewClass = new (slots: readonly IndicatorSlot[]) => object

/** What a view reads from, in one object: views of several classes then differ to the compiler in one load only. */
interface Reading {
  readonly columns: readonly Float64Array[]
  readonly cursors: readonly Cursor[]
  /** The one cursor of a view whose indicators are all fed by one series: reads of several then share its loads. */
  readonly cursor: Cursor
}

const READING = Symbol('reading')

/**
 * The object that handlers read as `ind`: `ind.fast`, or `ind.bb.upper` where there are several outputs. Accessors
 * over columns: nothing is allocated when they are read.
 *
 * Views of one strategy share a class, so that its handlers stay as fast in the hundredth run as in the first: with
 * accessors of its own, each run's view would be another shape to the compiler.
 */
export function createIndicatorView(strategy: object, slots: readonly IndicatorSlot[], partial: boolean): object {
  const feeds = new Set(slots.map(({ cursor }) => cursor)).size
  const shape = `${feeds === 1}:${slots.map(({ name, outputs }) => `${name}(${outputs.join()})`).join()}`
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
    readonly [READING]: Reading

    constructor(slots: readonly IndicatorSlot[]) {
      const cursors = slots.map(({ cursor }) => cursor)
      const columns = slots.map((slot) => slot.columns[0] as Float64Array)
      this[READING] = { columns, cursors, cursor: cursors[0] as Cursor }
      for (const slot of slots) {
        const Nested = nested.get(slot.name)
        if (Nested === undefined) continue
        const value = new Nested(slot.outputs.map((output) => single(slot, output)))
        Object.defineProperty(this, slot.name, { value, enumerable: true })
      }
    }
  }
  const isOneFeed = shape.every(({ cursor }) => cursor === shape[0]?.cursor)
  shape.forEach((slot, i) => {
    if (isNested(slot)) return
    const read = isOneFeed ? readHere(i, slot.label ?? slot.name) : readAt(i, slot.label ?? slot.name)
    Object.defineProperty(IndicatorView.prototype, slot.name, {
      enumerable: true,
      get: partial ? orNull(read) : read,
    })
  })
  return IndicatorView
}

function isNested(slot: IndicatorSlot): boolean {
  return slot.outputs.length > 1
}

function single(slot: IndicatorSlot, output: string): IndicatorSlot {
  const column = slot.columns[slot.outputs.indexOf(output)] as Float64Array
  return { name: output, label: `${slot.name}.${output}`, outputs: [output], columns: [column], cursor: slot.cursor }
}

interface Readable {
  readonly [READING]: Reading
}

function readHere(i: number, label: string): () => number {
  return function (this: Readable): number {
    const { cursor, columns } = this[READING]
    if (!cursor.gate.isOpen) throw staleView(`indicator ${label}`)
    return columns[i]![cursor.row]!
  }
}

function readAt(i: number, label: string): () => number {
  return function (this: Readable): number {
    const { cursors, columns } = this[READING]
    const cursor = cursors[i]!
    if (!cursor.gate.isOpen) throw staleView(`indicator ${label}`)
    return columns[i]![cursor.row]!
  }
}

function orNull(read: () => number): () => number | null {
  return function (this: Readable): number | null {
    const value = read.call(this)
    return value === value ? value : null
  }
}
