import { badParameter, demand, TapelineError } from '../errors/index.js'
import type { State, TickStore } from '../window/index.js'
import type { IndicatorDefinition } from './indicator-definition.js'
import { IndicatorGraph, type GraphMean } from './indicator-graph.js'
import type { IndicatorSnapshot } from './indicator-instance.js'
import type { IndicatorNode, LiveNode } from './indicator-node.js'
import { Refresh } from './refresh.js'
import type { SeriesColumns } from './series-columns.js'

/** State of a whole graph. */
export interface SeriesGraphSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** State of every indicator. */
  readonly nodes: readonly IndicatorSnapshot[]
  /** The ticks that time windows still look at. */
  readonly ticks: State | null
}

/** What a graph consists of, for whoever feeds it in another way than by `run`. */
export interface GraphParts {
  /** Every node, those that others are composed of before them. */
  readonly nodes: ReadonlyMap<string, LiveNode>
  readonly means: readonly GraphMean[]
  readonly ticks: TickStore | null
  readonly tickColumns: readonly Float64Array[]
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
  readonly #graph: IndicatorGraph
  #isBound = false
  #lastRow = -1
  #refresh: Refresh = new Refresh()

  /** @param series names of the columns that rows have. @param capacity most rows that one `run` computes. */
  constructor(series: readonly string[], capacity: number) {
    const isCount = Number.isInteger(capacity) && capacity >= 0
    demand(isCount, 'SeriesGraph', 'capacity', capacity, 'a whole number of rows')
    this.series = series
    this.capacity = capacity
    this.#graph = new IndicatorGraph(series, capacity)
  }

  /** All nodes, those that others are composed of included. */
  get nodes(): readonly IndicatorNode[] {
    return [...this.#graph.live.values()]
  }

  /** @internal */
  get parts(): GraphParts {
    const { live: nodes, means, ticks, tickColumns } = this.#graph
    return { nodes, means, ticks, tickColumns }
  }

  /** Adds a definition with all that it is composed of, or finds it: equal keys share one node. A node starts cold. */
  add(definition: IndicatorDefinition, columns?: readonly Float64Array[]): IndicatorNode {
    return this.#graph.add(definition, columns)
  }

  /** Points the graph at the columns whose rows come next; they are read during `run` and not kept beyond the next `bind`. */
  bind(columns: SeriesColumns): void {
    const expected = 'a Float64Array: the graph was made with this column'
    for (const name of this.series) demand(columns[name] !== undefined, 'SeriesGraph', name, undefined, expected)
    this.#graph.bind(columns)
    this.#isBound = true
  }

  /** Computes rows `[from, to)` of all nodes. Rows must come in order, each once. */
  run(from: number, to: number): void {
    if (!this.#isBound)
      throw new TapelineError('SeriesGraph.run() was called before bind().', { code: 'GRAPH_UNBOUND' })
    if (!(from >= 0 && to <= this.capacity)) {
      const expected = `rows from 0 to ${this.capacity}`
      throw badParameter({ owner: 'SeriesGraph.run', parameter: 'to', value: to, expected })
    }
    this.#refresh.undo()
    if (to > from) this.#lastRow = to - 1
    this.#graph.run(from, to)
  }

  /**
   * Moves the time of all windows in time without a row, and writes what they and all that is composed of them are as of
   * then over the outputs of the last row, which it returns; -1, and nothing done, before the first. For live use, on a
   * grid: between rows prices hold, and ticks leave. The rows that follow are what they would have been without. Going
   * back is a typed error.
   */
  advance(nowMs: number): number {
    if (this.#lastRow >= 0)
      this.#refresh.run(this.#graph.groups, nowMs, this.#lastRow, (node, error) => this.fail(node, error))
    return this.#lastRow
  }

  /** Sets `ready[i]` to 1 where every output of every node has a value at row i, to 0 elsewhere. */
  markReady(from: number, to: number, ready: Uint8Array): void {
    this.#graph.markReady(from, to, ready)
  }

  /** State of all nodes, to go on later bit for bit. */
  snapshot(): SeriesGraphSnapshot {
    this.#refresh.rewind()
    const { live, ticks } = this.#graph
    return {
      version: 1,
      nodes: [...live.values()].map((node) => node.instance.snapshot()),
      ticks: ticks?.snapshot() ?? null,
    }
  }

  /** Takes over the state of a graph with the same definitions; any other is a typed error. */
  restore(snapshot: SeriesGraphSnapshot): void {
    const { live, ticks } = this.#graph
    const keys = snapshot.nodes.map((node) => node.key)
    const missing = [...live.keys()].filter((key) => !keys.includes(key))
    if (snapshot.version !== 1 || missing.length > 0 || keys.length !== live.size) {
      throw new TapelineError(
        `A graph of ${live.size} indicators was given a snapshot (version ${snapshot.version}) of ${keys.length}.`,
        {
          code: 'SNAPSHOT_MISMATCH',
          details: { missing, foreign: keys.filter((key) => !live.has(key)) },
        },
      )
    }
    this.#refresh = new Refresh()
    for (const state of snapshot.nodes) {
      const node = live.get(state.key) as LiveNode
      node.instance.restore(state)
      node.warm = false
    }
    if (snapshot.ticks !== null) ticks?.restore(snapshot.ticks)
  }

  /** @internal Takes a node that threw out of service. */
  fail(node: LiveNode, error: unknown): void {
    this.#graph.fail(node, error)
  }
}
