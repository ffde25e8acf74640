import { ColumnTable } from './column-table.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import { looksAtTicks } from './looks-at-ticks.js'
import { groupNodes, type LiveNode, type NodeGroup } from './indicator-node.js'
import type { TickStore } from '../window/index.js'
import { columnSource, meanOfColumns, type SeriesColumns } from './series-columns.js'

/** What serves an input: a column, or the mean of several. */
interface Source {
  readonly names: readonly string[]
  /** Where a mean is written. */
  readonly mean: Float64Array | null
}

/** A mean of several columns, and where it is written. */
export interface GraphMean {
  readonly columns: readonly Float64Array[]
  readonly out: Float64Array
}

/** The machinery of {@link SeriesGraph}, for callers that keep its rules by construction. */
export class IndicatorGraph {
  /** Names of the columns that rows have. */
  readonly series: readonly string[]
  /** Most rows that one `run` computes. */
  readonly capacity: number
  /** By the keys of their definitions. */
  readonly live: Map<string, LiveNode> = new Map() // bound: the definitions that its owner adds, each once
  readonly #sources = new Map<string, Source>() // bound: one a name of a column or mean price
  means: readonly GraphMean[] = []
  /** Healthy nodes in the order of computation. */
  groups: readonly NodeGroup[] = []
  #bound: SeriesColumns | null = null
  #table: ColumnTable
  /** Ticks that time windows look at; none where there are no such windows. */
  ticks: TickStore | null = null
  /** Bound columns of time, price and size, where there are such windows. */
  tickColumns: readonly Float64Array[] = []

  /** @param series names of the columns that rows have. @param capacity most rows that one `run` computes. */
  constructor(series: readonly string[], capacity: number) {
    this.series = series
    this.capacity = capacity
    this.#table = new ColumnTable(capacity, 0)
  }

  /** Makes room for definitions that are about to be added, all their columns in one piece. */
  reserve(definitions: readonly IndicatorDefinition[]): void {
    const outputs = new Map<string, number>()
    for (const definition of definitions)
      for (let one: IndicatorDefinition | undefined = definition; one !== undefined; one = one.of)
        outputs.set(one.key, one.outputs.length)
    let count = 0
    for (const outputsOfOne of outputs.values()) count += outputsOfOne
    this.#table = new ColumnTable(this.capacity, count)
  }

  /** Adds a definition with all that it is composed of, or finds it: equal keys share one node. A node starts cold. */
  add(definition: IndicatorDefinition, columns?: readonly Float64Array[]): LiveNode {
    const known = this.live.get(definition.key)
    if (known !== undefined) return known
    const parent = definition.of === undefined ? null : this.add(definition.of)
    if (parent === null) for (const name of definition.inputs) this.#source(name, definition.key)
    const instance = definition.create()
    if (looksAtTicks(instance)) this.ticks = instance.shareTicks(this.ticks)
    const node: LiveNode = {
      definition,
      instance,
      columns: columns ?? definition.outputs.map(() => this.#table.take()),
      total: definition.metadata.total && (parent?.total ?? true),
      parent,
      level: parent === null ? 0 : parent.level + 1,
      error: null,
      warm: false,
    }
    this.live.set(definition.key, node)
    this.groups = groupNodes([...this.live.values()])
    if (this.#bound !== null) this.#connectAll(this.#bound)
    return node
  }

  /** Points the graph at the columns whose rows come next; they are read during `run` and not kept beyond the next `bind`. */
  bind(columns: SeriesColumns): void {
    this.#bound = columns
    this.#connectAll(columns)
  }

  /** Computes rows `[from, to)` of all nodes. Rows must come in order, each once. */
  run(from: number, to: number): void {
    const settled = Math.min(from + SETTLING_ROWS, to)
    for (let row = from; row < settled; row += BLOCK) this.#runBlock(row, Math.min(row + BLOCK, settled))
    for (let row = settled; row < to; row += LONG_BLOCK) this.#runBlock(row, Math.min(row + LONG_BLOCK, to))
  }

  /** Sets `ready[i]` to 1 where every output of every node has a value at row i, to 0 elsewhere. */
  markReady(from: number, to: number, ready: Uint8Array): void {
    ready.fill(1, from, to)
    for (const node of this.live.values()) {
      if (node.warm && node.total) continue
      node.warm = true
      for (const column of node.columns) {
        for (let i = from; i < to; i++) if (column[i] !== column[i]) ready[i] = 0
        if (!(to > from) || column[to - 1] !== column[to - 1]) node.warm = false
      }
    }
  }

  /** Takes a node that threw out of service. */
  fail(node: LiveNode, error: unknown): void {
    node.error = error
    if (looksAtTicks(node.instance)) this.ticks?.leave(node.instance)
    for (const column of node.columns) column.fill(NaN)
    this.groups = groupNodes([...this.live.values()])
  }

  #runBlock(from: number, to: number): void {
    for (const { columns, out } of this.means) meanOfColumns(columns, out, from, to)
    if (this.ticks !== null) {
      const columns = this.tickColumns
      this.ticks.appendAll(columns[0]!, columns[1]!, columns[2]!, from, to)
    }
    const groups = this.groups
    for (let g = 0; g < groups.length; g++) {
      const group = groups[g] as NodeGroup
      for (const { columns } of group.nodes) columns[0]![to - 1] = UNWRITTEN
      try {
        group.kernel.runAll(group.instances as never, from, to)
      } catch (error) {
        this.#isolate(group, error, from, to)
      }
    }
  }

  /** Finds what serves an input; a mean gets a column of its own. */
  #source(name: string, owner: string): Source {
    let source = this.#sources.get(name)
    if (source === undefined) {
      const names = columnSource(this.series, name, owner)
      source = { names, mean: names.length > 1 ? new Float64Array(this.capacity) : null }
      this.#sources.set(name, source)
    }
    return source
  }

  #connectAll(bound: SeriesColumns): void {
    const columnsOf = ({ names }: Source): Float64Array[] => names.map((name) => bound[name] as Float64Array)
    const column = (name: string, owner: string): Float64Array => {
      const source = this.#source(name, owner)
      return source.mean ?? columnsOf(source)[0]!
    }
    this.means = [...this.#sources.values()].flatMap((source) =>
      source.mean === null ? [] : [{ columns: columnsOf(source), out: source.mean }],
    )
    if (this.ticks !== null) this.tickColumns = TICK.map((name) => column(name, 'a time window'))
    for (const { definition, instance, columns, parent } of this.live.values()) {
      instance.outputs = columns as Float64Array[]
      instance.inputs =
        parent === null
          ? definition.inputs.map((name) => column(name, definition.key))
          : [parent.columns[parent.definition.outputs.indexOf(definition.output as string)]!]
    }
  }

  /** Takes the node that threw out of its group, and goes on with those behind it. */
  #isolate(group: NodeGroup, error: unknown, from: number, to: number): void {
    const at = group.nodes.findIndex((node) => node.columns[0]?.[to - 1] === UNWRITTEN)
    const node = group.nodes[at]
    if (node === undefined) throw error
    this.fail(node, error)
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
 * loops to be called often, so that the runtime optimises them whole and not half-way through. Where it has had the time to,
 * what each turn costs is shared among more rows.
 */
const BLOCK = 512
const SETTLING_ROWS = 32 * BLOCK
const LONG_BLOCK = 8 * BLOCK

/** What a tick consists of. */
const TICK = ['ts', 'price', 'size']

/** No indicator ever writes this: after a throw, the first node that still shows it is the one that threw. */
const UNWRITTEN = -Infinity
