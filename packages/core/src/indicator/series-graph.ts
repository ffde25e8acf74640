import { badParameter, TapelineError } from '../errors/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import { FormingRow } from './forming-row.js'
import { graphSnapshot, restoreGraph, type SeriesGraphSnapshot } from './graph-snapshot.js'
import { groupNodes, type IndicatorNode, type LiveNode, type NodeGroup } from './indicator-node.js'
import type { TickStore } from '../window/index.js'
import { columnSource, meanOfColumns, type SeriesColumns } from './series-columns.js'
import type { TickIndicator } from './tick-indicator.js'

interface Mean {
  readonly names: readonly string[]
  readonly out: Float64Array
  /** The columns bound under those names. */
  columns: readonly Float64Array[]
}

/**
 * All indicators of one series of rows, computed together: equal definitions share one instance, compositions are
 * ordered by levels, instances of one class run in one loop. Rows may come in chunks of any length, with equal results.
 *
 * @example
 * ```ts
 * import { SeriesGraph } from '@tapeline/core/indicator'
 * import { sma } from '@tapeline/indicators'
 * const graph = new SeriesGraph(['close'], 4)
 * const node = graph.add(sma({ period: 2 }))
 * graph.bind({ close: Float64Array.of(1, 2, 4, 8) })
 * graph.run(0, 4)
 * console.log(node.columns[0]) // Float64Array(4) [ NaN, 1.5, 3, 6 ]
 * ```
 */
export class SeriesGraph {
  /** Names of the columns that rows have. */
  readonly series: readonly string[]
  /** Most rows that one `run` computes. */
  readonly capacity: number
  readonly #nodes = new Map<string, LiveNode>() // bound: the definitions that its owner adds, each once
  readonly #means = new Map<string, Mean>() // bound: one a kind of mean price
  #groups: readonly NodeGroup[] = []
  #bound: SeriesColumns | null = null
  /** Ticks that time windows look at; none where there are no such windows. */
  #ticks: TickStore | null = null
  /** Bound columns of time, price and size, where there are such windows. */
  #tickColumns: readonly Float64Array[] = []
  readonly #forming: FormingRow = new FormingRow()

  /** @param series names of the columns that rows have. @param capacity most rows that one `run` computes. */
  constructor(series: readonly string[], capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 0) {
      throw badParameter({
        owner: 'SeriesGraph',
        parameter: 'capacity',
        value: capacity,
        expected: 'a whole number of rows',
      })
    }
    this.series = series
    this.capacity = capacity
  }

  /** All nodes, those that others are composed of included. */
  get nodes(): readonly IndicatorNode[] {
    return [...this.#nodes.values()]
  }

  /** Adds a definition with all that it is composed of, or finds it: equal keys share one node. A node starts cold. */
  add(definition: IndicatorDefinition, columns?: readonly Float64Array[]): IndicatorNode {
    return this.#add(definition, columns)
  }

  /** Points the graph at the columns whose rows come next; they are read during `run` and not kept beyond the next `bind`. */
  bind(columns: SeriesColumns): void {
    for (const name of this.series) {
      if (columns[name] === undefined) {
        throw badParameter({
          owner: 'SeriesGraph',
          parameter: name,
          value: undefined,
          expected: 'a Float64Array: the graph was made with this column',
        })
      }
    }
    this.#bound = columns
    this.#connectAll(columns)
  }

  /** Computes rows `[from, to)` of all nodes. Rows must come in order, each once. */
  run(from: number, to: number): void {
    this.#check('run', from, to)
    let row = from
    while (row < to && this.#forming.hasVoid) this.#feed(row++, true)
    this.#forming.end()
    for (; row < to; row += BLOCK) this.#runBlock(row, Math.min(row + BLOCK, to))
  }

  /** Computes one row with the same numbers as `run`; `replace` may then compute it anew: the bar that still forms. */
  update(row: number): void {
    this.#check('update', row, row + 1)
    this.#feed(row, true)
  }

  /** Computes the row of the latest `update` anew from its columns, any number of times, with no trace of how it was before. */
  replace(row: number): void {
    if (row < 0 || row !== this.#forming.row) {
      throw badParameter({
        owner: 'SeriesGraph.replace',
        parameter: 'row',
        value: row,
        expected:
          this.#forming.row < 0 ? 'an update(row) before it' : `${this.#forming.row}, the row of the latest update`,
      })
    }
    this.#feed(row, false)
  }

  /** Sets `ready[i]` to 1 where every output of every node has a value at row i, to 0 elsewhere. */
  markReady(from: number, to: number, ready: Uint8Array): void {
    ready.fill(1, from, to)
    for (const node of this.#nodes.values()) {
      if (node.warm && node.total) continue
      node.warm = true
      for (const column of node.columns) {
        for (let i = from; i < to; i++) if (column[i] !== column[i]) ready[i] = 0
        if (!(to > from) || column[to - 1] !== column[to - 1]) node.warm = false
      }
    }
  }

  /** State of all nodes, to go on later bit for bit. */
  snapshot(): SeriesGraphSnapshot {
    return graphSnapshot({ nodes: this.#nodes, ticks: this.#ticks, forming: this.#forming })
  }

  /** Takes over the state of a graph with the same definitions; any other is a typed error. */
  restore(snapshot: SeriesGraphSnapshot): void {
    restoreGraph({ nodes: this.#nodes, ticks: this.#ticks, forming: this.#forming }, snapshot)
  }

  #check(call: string, from: number, to: number): void {
    if (this.#bound === null)
      throw new TapelineError(`SeriesGraph.${call}() was called before bind().`, { code: 'GRAPH_UNBOUND' })
    if (!(from >= 0 && to <= this.capacity)) {
      throw badParameter({
        owner: `SeriesGraph.${call}`,
        parameter: call === 'run' ? 'to' : 'row',
        value: call === 'run' ? to : from,
        expected: `rows from 0 to ${this.capacity}`,
      })
    }
  }

  #feed(row: number, isNew: boolean): void {
    for (const mean of this.#means.values()) meanOfColumns(mean.columns, mean.out, row, row + 1)
    if (this.#ticks !== null) this.#forming.feedTick(this.#ticks, this.#tickColumns, row, isNew)
    this.#forming.feed(this.#nodes.values(), row, isNew, (node, error) => this.#fail(node, error))
  }

  #runBlock(from: number, to: number): void {
    if (this.#means.size > 0) for (const mean of this.#means.values()) meanOfColumns(mean.columns, mean.out, from, to)
    if (this.#ticks !== null) {
      const columns = this.#tickColumns
      this.#ticks.appendAll(
        columns[0] as Float64Array,
        columns[1] as Float64Array,
        columns[2] as Float64Array,
        from,
        to,
      )
    }
    const groups = this.#groups
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g] as NodeGroup
      mark(group, to - 1)
      try {
        group.kernel.runAll(group.instances as never, from, to)
      } catch (error) {
        this.#isolate(group, error, from, to)
      }
    }
  }

  #add(definition: IndicatorDefinition, columns?: readonly Float64Array[]): LiveNode {
    const known = this.#nodes.get(definition.key)
    if (known !== undefined) return known
    const parent = definition.of === undefined ? null : this.#add(definition.of)
    if (parent === null) for (const name of definition.inputs) this.#source(name, definition.key)
    const instance = definition.create()
    if (looksAtTicks(instance)) this.#ticks = instance.shareTicks(this.#ticks)
    const node: LiveNode = {
      definition,
      instance,
      columns: columns ?? definition.outputs.map(() => new Float64Array(this.capacity).fill(NaN)),
      total: definition.metadata.total && (parent?.total ?? true),
      parent,
      level: parent === null ? 0 : parent.level + 1,
      error: null,
      warm: false,
      taken: false,
      isVoid: false,
    }
    this.#nodes.set(definition.key, node)
    this.#groups = groupNodes([...this.#nodes.values()])
    if (this.#bound === null) this.#connect(node)
    else this.#connectAll(this.#bound)
    return node
  }

  /** Sees that a column can be served; a mean gets a column of its own. */
  #source(name: string, owner: string): void {
    const source = columnSource(this.series, name, owner)
    if ('mean' in source && !this.#means.has(name))
      this.#means.set(name, { names: source.columns, columns: [], out: new Float64Array(this.capacity) })
  }

  #connectAll(bound: SeriesColumns): void {
    for (const mean of this.#means.values()) mean.columns = mean.names.map((name) => bound[name] as Float64Array)
    if (this.#ticks !== null) this.#tickColumns = TICK.map((name) => this.#column(name, 'a time window', bound))
    for (const node of this.#nodes.values()) this.#connect(node)
  }

  #connect(node: LiveNode): void {
    const { definition, instance, parent } = node
    instance.outputs = node.columns as Float64Array[]
    if (parent !== null)
      instance.inputs = [parent.columns[parent.definition.outputs.indexOf(definition.output as string)] as Float64Array]
    else if (this.#bound !== null)
      instance.inputs = definition.inputs.map((name) =>
        this.#column(name, definition.key, this.#bound as SeriesColumns),
      )
  }

  #column(name: string, owner: string, bound: SeriesColumns): Float64Array {
    const mean = this.#means.get(name)
    if (mean !== undefined) return mean.out
    const source = columnSource(this.series, name, owner)
    return bound['column' in source ? source.column : name] as Float64Array
  }

  /** Takes the node that threw out of its group, and goes on with those behind it. */
  #isolate(group: NodeGroup, error: unknown, from: number, to: number): void {
    const at = group.nodes.findIndex((node) => node.columns[0]?.[to - 1] === UNWRITTEN)
    const node = group.nodes[at]
    if (node === undefined) throw error
    this.#fail(node, error)
    const rest = { ...group, nodes: group.nodes.slice(at + 1), instances: group.instances.slice(at + 1) }
    try {
      rest.kernel.runAll(rest.instances as never, from, to)
    } catch (next) {
      this.#isolate(rest, next, from, to)
    }
  }

  #fail(node: LiveNode, error: unknown): void {
    node.error = error
    if (looksAtTicks(node.instance)) this.#ticks?.leave(node.instance)
    for (const column of node.columns) column.fill(NaN)
    this.#groups = groupNodes([...this.#nodes.values()])
  }
}

/**
 * Rows a turn: few enough to stay in the processor's cache from one indicator of a composition to the next, and for the
 * loops to be called often, so that the runtime optimises them whole and not half-way through.
 */
const BLOCK = 512

/** What a tick consists of. */
const TICK = ['ts', 'price', 'size']

/** No indicator ever writes this: after a throw, the first node that still shows it is the one that threw. */
const UNWRITTEN = -Infinity

function mark(group: NodeGroup, row: number): void {
  for (const { columns } of group.nodes) (columns[0] as Float64Array)[row] = UNWRITTEN
}

/** Asked by what it can do: importing the class for `instanceof` would load it for graphs without such indicators too. */
function looksAtTicks(instance: object): instance is TickIndicator {
  return 'shareTicks' in instance
}
