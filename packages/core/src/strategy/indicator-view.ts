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
  /** The memory that each column lies in. */
  readonly tables: readonly Float64Array[]
  readonly cursors: readonly Cursor[]
  /** Of a view whose columns lie in one piece and are fed by one series: reads of several then share these loads. */
  readonly table: Float64Array
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
  const singles = slots.flatMap((slot) => slot.outputs.map((output) => single(slot, output)))
  const isOnePiece = new Set(singles.map(tableOf)).size <= 1 && new Set(slots.map(({ cursor }) => cursor)).size <= 1
  const places = singles.map((slot) => startOf(slot)).join()
  const shape = `${isOnePiece}:${slots.map(({ name, outputs }) => `${name}(${outputs.join()})`).join()}:${places}`
  let known = classes.get(strategy)
  if (known?.shape !== shape) {
    known = { shape, View: viewClass(slots, partial, isOnePiece) }
    classes.set(strategy, known)
  }
  return new known.View(slots)
}

const classes = new WeakMap<object, { readonly shape: string; readonly View: ViewClass }>()

function viewClass(shape: readonly IndicatorSlot[], partial: boolean, isOnePiece: boolean): ViewClass {
  const nested = new Map(
    shape.filter(isNested).map((slot) => [
      slot.name,
      viewClass(
        slot.outputs.map((output) => single(slot, output)),
        partial,
        isOnePiece,
      ),
    ]),
  )
  class IndicatorView {
    readonly [READING]: Reading

    constructor(slots: readonly IndicatorSlot[]) {
      const cursors = slots.map(({ cursor }) => cursor)
      const tables = slots.map((slot) => new Float64Array(tableOf(slot)))
      this[READING] = { tables, cursors, table: tables[0] as Float64Array, cursor: cursors[0] as Cursor }
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
    const label = slot.label ?? slot.name
    const read = isOnePiece ? readHere(startOf(slot), label) : readAt(i, startOf(slot), label)
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

/** The memory that the first column lies in. */
function tableOf(slot: IndicatorSlot): ArrayBufferLike {
  return slot.columns[0]!.buffer
}

/** Where the first column begins there, in numbers. */
function startOf(slot: IndicatorSlot): number {
  return slot.columns[0]!.byteOffset / 8
}

interface Readable {
  readonly [READING]: Reading
}

function readHere(start: number, label: string): () => number {
  return function (this: Readable): number {
    const { cursor, table } = this[READING]
    // Compared with `true`: the compiler knows no type of it, and would ask what else a falsy value can be.
    if (cursor.gate.isOpen !== true) throw staleView(`indicator ${label}`)
    return table[start + cursor.row]!
  }
}

function readAt(i: number, start: number, label: string): () => number {
  return function (this: Readable): number {
    const { cursors, tables } = this[READING]
    const cursor = cursors[i]!
    if (cursor.gate.isOpen !== true) throw staleView(`indicator ${label}`)
    return tables[i]![start + cursor.row]!
  }
}

function orNull(read: () => number): () => number | null {
  return function (this: Readable): number | null {
    const value = read.call(this)
    return value === value ? value : null
  }
}
