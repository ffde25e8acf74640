import { badParameter } from '../errors/index.js'
import { isSample, type TickStore } from '../window/index.js'
import type { LiveNode } from './indicator-node.js'

/** Who took the row that may still change, as plain data. */
export interface FormingRowState {
  /** The row; -1 where none may change. */
  readonly row: number
  /** Keys of those that took it. */
  readonly taken: readonly string[]
  /** Keys of those that took a version of a row that turned out to be no sample for them. */
  readonly voids: readonly string[]
  /** Whether it is a tick. */
  readonly isTick: boolean
}

/**
 * The row of a graph that may still change. Indicators hold their newest sample apart, so a new version goes in its
 * place. A version that is no sample for one of them takes back the one before it: that sample is void, and the next
 * goes in its place.
 */
export class FormingRow {
  /** The row; -1 while none may change. */
  row = -1
  /** Some node holds a void sample: rows must then be fed one by one. */
  hasVoid = false
  private isTick = false

  /** Gives every healthy node this row, parents first, as a new one or as a new version; a node that throws is handed over. */
  feed(nodes: Iterable<LiveNode>, row: number, isNew: boolean, fail: (node: LiveNode, error: unknown) => void): void {
    this.row = row
    this.hasVoid = false
    for (const node of nodes) {
      if (node.error !== null) continue
      if (isNew) node.taken = false
      try {
        feedNode(node, row)
      } catch (error) {
        fail(node, error)
      }
      if (node.isVoid) this.hasVoid = true
    }
  }

  /** Appends the tick of a new row, or sets that of the forming row anew. */
  feedTick(ticks: TickStore, columns: readonly Float64Array[], row: number, isNew: boolean): void {
    const [ts, price, size] = columns as [Float64Array, Float64Array, Float64Array]
    if (isNew || !this.isTick) {
      const before = ticks.count
      ticks.appendAll(ts, price, size, row, row + 1)
      this.isTick = ticks.count > before
      return
    }
    const isTick = isSample(ts[row]) && isSample(price[row]) && isSample(size[row])
    if (isTick && ticks.replaceNewest(ts[row] as number, price[row] as number, size[row] as number)) return
    throw badParameter({
      owner: 'SeriesGraph.replace',
      parameter: 'row',
      value: row,
      expected: 'a tick not before the one before it: time windows cannot take a tick back',
    })
  }

  /** From now on no row may change. */
  end(): void {
    this.row = -1
    this.isTick = false
  }

  snapshot(nodes: Iterable<LiveNode>): FormingRowState | undefined {
    if (this.row < 0 && !this.hasVoid) return undefined
    const all = [...nodes]
    return {
      row: this.row,
      taken: all.filter(({ taken }) => taken).map(({ definition }) => definition.key),
      voids: all.filter(({ isVoid }) => isVoid).map(({ definition }) => definition.key),
      isTick: this.isTick,
    }
  }

  restore(nodes: Iterable<LiveNode>, state: FormingRowState | undefined): void {
    this.row = state?.row ?? -1
    this.isTick = state?.isTick ?? false
    this.hasVoid = (state?.voids.length ?? 0) > 0
    for (const node of nodes) {
      node.taken = state?.taken.includes(node.definition.key) ?? false
      node.isVoid = state?.voids.includes(node.definition.key) ?? false
    }
  }
}

function feedNode(node: LiveNode, row: number): void {
  const { instance, columns, definition } = node
  const { inputs } = instance
  if (!inputs.every((column) => isSample(column[row]))) {
    if (node.taken) node.isVoid = true
    node.taken = false
    for (const column of columns) column[row] = NaN
    return
  }
  const [a, b, c, d, e] = inputs.map((column) => column[row] as number)
  const { count } = instance
  const held = node.taken || node.isVoid
  if (held) instance.replace(a as number, b, c, d, e)
  else instance.update(a as number, b, c, d, e)
  node.taken = held || instance.count > count
  node.isVoid = false
  columns.forEach((column, at) => {
    column[row] = instance.get(definition.outputs[at] as string) ?? NaN
  })
}
