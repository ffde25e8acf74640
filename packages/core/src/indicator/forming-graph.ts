import { badParameter, TapelineError } from '../errors/index.js'
import { isSample } from '../window/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import type { IndicatorKernel } from './indicator-instance.js'
import type { IndicatorNode, LiveNode } from './indicator-node.js'
import { meanOfColumns } from './series-columns.js'
import { SeriesGraph, type SeriesGraphSnapshot } from './series-graph.js'

/** State of a graph whose newest row may still change. */
export interface FormingGraphSnapshot {
  /** State of its indicators. */
  readonly graph: SeriesGraphSnapshot
  /** Keys of those that took the newest row. */
  readonly taken: readonly string[]
  /** Keys of those that took a version of a row that turned out to be no sample for them. */
  readonly voids: readonly string[]
  /** Whether a row came, and whether the newest one is a tick. */
  readonly newest: 'none' | 'row' | 'tick'
}

/**
 * All indicators of one live series, row by row: the newest row may be computed anew as long as it forms, any number of times,
 * with no trace of how it was before. The numbers are those of `SeriesGraph`.
 *
 * Indicators hold their newest sample apart, so a new version goes in its place. A version that is no sample for one of them
 * takes back the one before it: that sample is void, and the next goes in its place.
 *
 * @example
 * ```ts
 * import { FormingGraph } from '@tapeline/core/indicator'
 * import { sma } from '@tapeline/indicators'
 * const graph = new FormingGraph(['close'])
 * const node = graph.add(sma({ period: 2 }))
 * for (const close of [1, 2, 4]) {
 *   graph.row['close']?.fill(close)
 *   graph.update()
 * }
 * graph.row['close']?.fill(6)
 * graph.replace()
 * console.log(node.columns[0]) // Float64Array(1) [ 4 ]
 * ```
 */
export class FormingGraph {
  /** One cell for each column of the series: write the row here before `update` and `replace`. */
  readonly row: Readonly<Record<string, Float64Array>>
  readonly #graph: SeriesGraph
  #cells: readonly Cell[] = []
  #newest: FormingGraphSnapshot['newest'] = 'none'

  /** @param series names of the columns that rows have. */
  constructor(series: readonly string[]) {
    this.row = Object.fromEntries(series.map((name) => [name, new Float64Array(1)]))
    this.#graph = new SeriesGraph(series, 1)
    this.#graph.bind(this.row)
  }

  /** Adds a definition with all that it is composed of, or finds it; its columns have one row. A node starts cold. */
  add(definition: IndicatorDefinition): IndicatorNode {
    const node = this.#graph.add(definition)
    const known = new Map(this.#cells.map((cell) => [cell.node, cell]))
    this.#cells = [...this.#graph.parts.nodes.values()].map(
      (one) => known.get(one) ?? { node: one, isTaken: false, isVoid: false },
    )
    return node
  }

  /** Computes the next row. */
  update(): void {
    for (const cell of this.#cells) cell.isTaken = false
    this.#newest = 'row'
    this.#feed()
  }

  /** Computes a new version of the newest row. */
  replace(): void {
    if (this.#newest === 'none') {
      throw new TapelineError('FormingGraph.replace() was called before update().', {
        code: 'GRAPH_UNBOUND',
        hint: 'There is no row to replace.',
      })
    }
    this.#feed()
  }

  /** State of all nodes, to go on later bit for bit. */
  snapshot(): FormingGraphSnapshot {
    const keys = (cells: readonly Cell[]): string[] => cells.map(({ node }) => node.definition.key)
    return {
      graph: this.#graph.snapshot(),
      taken: keys(this.#cells.filter(({ isTaken }) => isTaken)),
      voids: keys(this.#cells.filter(({ isVoid }) => isVoid)),
      newest: this.#newest,
    }
  }

  /** Takes over the state of a graph with the same definitions; any other is a typed error. */
  restore({ graph, taken, voids, newest }: FormingGraphSnapshot): void {
    this.#graph.restore(graph)
    for (const cell of this.#cells) {
      cell.isTaken = taken.includes(cell.node.definition.key)
      cell.isVoid = voids.includes(cell.node.definition.key)
    }
    this.#newest = newest
  }

  #feed(): void {
    const { means } = this.#graph.parts
    for (const mean of means) meanOfColumns(mean.columns, mean.out, 0, 1)
    this.#feedTick()
    for (const cell of this.#cells) {
      if (cell.node.error !== null) continue
      try {
        feedCell(cell)
      } catch (error) {
        this.#graph.fail(cell.node, error)
      }
    }
  }

  /** Appends the tick of a new row to the store that time windows share, or sets that of the newest row anew. */
  #feedTick(): void {
    const { ticks, tickColumns } = this.#graph.parts
    if (ticks === null) return
    const [ts, price, size] = tickColumns as [Float64Array, Float64Array, Float64Array]
    if (this.#newest === 'row') {
      const before = ticks.count
      ticks.appendAll(ts, price, size, 0, 1)
      if (ticks.count > before) this.#newest = 'tick'
      return
    }
    const isTick = isSample(ts[0]) && isSample(price[0]) && isSample(size[0])
    if (isTick && ticks.replaceNewest(ts[0] as number, price[0] as number, size[0] as number)) return
    throw badParameter({
      owner: 'FormingGraph.replace',
      parameter: 'row',
      value: isTick ? ts[0] : NaN,
      expected: 'a tick not before the one before it: time windows cannot take a tick back',
    })
  }
}

/** A node, and what it did with the newest row. */
interface Cell {
  readonly node: LiveNode
  isTaken: boolean
  /** It holds a sample that was taken back. */
  isVoid: boolean
}

function feedCell(cell: Cell): void {
  const { instance, columns, definition } = cell.node
  const { inputs } = instance
  for (const input of inputs) {
    if (isSample(input[0])) continue
    if (cell.isTaken) cell.isVoid = true
    cell.isTaken = false
    for (const column of columns) column[0] = NaN
    return
  }
  const { count } = instance
  const isHeld = cell.isTaken || cell.isVoid
  if (isHeld) {
    const [a, b, c, d, e] = inputs
    instance.replace((a as Float64Array)[0] as number, b?.[0], c?.[0], d?.[0], e?.[0])
    for (let at = 0; at < columns.length; at++)
      (columns[at] as Float64Array)[0] = instance.get(definition.outputs[at] as string) ?? NaN
  } else {
    ;(instance.constructor as IndicatorKernel).runAll([instance] as never, 0, 1)
  }
  cell.isTaken = isHeld || instance.count > count
  cell.isVoid = false
}
