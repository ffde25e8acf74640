import { badParameter, TapelineError } from '../errors/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import type { IndicatorSnapshot } from './indicator-instance.js'
import { groupNodes, type IndicatorNode, type LiveNode, type NodeGroup } from './indicator-node.js'
import type { State, TickStore } from '../window/index.js'
import { Refresh } from './refresh.js'
import { columnSource, meanOfColumns, type SeriesColumns } from './series-columns.js'
import { looksAtTicks } from './looks-at-ticks.js'

/** State of a whole graph. */
export interface SeriesGraphSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** State of every indicator. */
  readonly nodes: readonly IndicatorSnapshot[]
  /** The ticks that time windows still look at. */
  readonly ticks: State | null
}

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
  #lastRow = -1
  #refresh = new Refresh()

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
    const bound = this.#bound
    if (bound === null)
      throw new TapelineError('SeriesGraph.run() was called before bind().', { code: 'GRAPH_UNBOUND' })
    if (!(from >= 0 && to <= this.capacity)) {
      throw badParameter({
        owner: 'SeriesGraph.run',
        parameter: 'to',
        value: to,
        expected: `rows from 0 to ${this.capacity}`,
      })
    }
    this.#refresh.undo()
    if (to > from) this.#lastRow = to - 1
    for (let row = from; row < to; row += BLOCK) this.#runBlock(row, Math.min(row + BLOCK, to))
  }

  /**
   * Moves the time of all windows in time without a row, and writes what they and all that is composed of them are as of
   * then over the outputs of the last row, which it returns; -1, and nothing done, before the first. For live use, on a
   * grid: between rows prices hold, and ticks leave. The rows that follow are what they would have been without. Going
   * back is a typed error.
   */
  advance(nowMs: number): number {
    if (this.#lastRow >= 0)
      this.#refresh.run(this.#groups, nowMs, this.#lastRow, (node, error) => this.#stop(node, error))
    return this.#lastRow
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
    this.#refresh.rewind()
    return {
      version: 1,
      nodes: [...this.#nodes.values()].map((node) => node.instance.snapshot()),
      ticks: this.#ticks?.snapshot() ?? null,
    }
  }

  /** Takes over the state of a graph with the same definitions; any other is a typed error. */
  restore(snapshot: SeriesGraphSnapshot): void {
    const keys = snapshot.nodes.map((node) => node.key)
    const missing = [...this.#nodes.keys()].filter((key) => !keys.includes(key))
    if (snapshot.version !== 1 || missing.length > 0 || keys.length !== this.#nodes.size) {
      throw new TapelineError(
        `A graph of ${this.#nodes.size} indicators was given a snapshot (version ${snapshot.version}) of ${keys.length}.`,
        {
          code: 'SNAPSHOT_MISMATCH',
          details: { missing, foreign: keys.filter((key) => !this.#nodes.has(key)) },
        },
      )
    }
    this.#refresh = new Refresh()
    for (const state of snapshot.nodes) {
      const node = this.#nodes.get(state.key) as LiveNode
      node.instance.restore(state)
      node.warm = false
    }
    if (snapshot.ticks !== null) this.#ticks?.restore(snapshot.ticks)
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

  /** Has a node compute nothing more. */
  #stop(node: LiveNode, error: unknown): void {
    node.error = error
    if (looksAtTicks(node.instance)) this.#ticks?.leave(node.instance)
    for (const column of node.columns) column.fill(NaN)
    this.#groups = groupNodes([...this.#nodes.values()])
  }

  /** Takes the node that threw out of its group, and goes on with those behind it. */
  #isolate(group: NodeGroup, error: unknown, from: number, to: number): void {
    const at = group.nodes.findIndex((node) => node.columns[0]?.[to - 1] === UNWRITTEN)
    const node = group.nodes[at]
    if (node === undefined) throw error
    this.#stop(node, error)
    const rest = { ...group, nodes: group.nodes.slice(at + 1), instances: group.instances.slice(at + 1) }
    try {
      rest.kernel.runAll(rest.instances as never, from, to)
    } catch (next) {
      this.#isolate(rest, next, from, to)
    }
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
