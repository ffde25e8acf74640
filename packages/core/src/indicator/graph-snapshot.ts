import { TapelineError } from '../errors/index.js'
import type { State, TickStore } from '../window/index.js'
import type { FormingRow, FormingRowState } from './forming-row.js'
import type { IndicatorSnapshot } from './indicator-instance.js'
import type { LiveNode } from './indicator-node.js'

/** State of a whole graph. */
export interface SeriesGraphSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** State of every indicator. */
  readonly nodes: readonly IndicatorSnapshot[]
  /** The ticks that time windows still look at. */
  readonly ticks: State | null
  /** Who took the row that may still change, where rows came one by one. */
  readonly forming?: FormingRowState | undefined
}

/** What a graph consists of. */
export interface GraphParts {
  readonly nodes: ReadonlyMap<string, LiveNode>
  readonly ticks: TickStore | null
  readonly forming: FormingRow
}

export function graphSnapshot({ nodes, ticks, forming }: GraphParts): SeriesGraphSnapshot {
  return {
    version: 1,
    nodes: [...nodes.values()].map((node) => node.instance.snapshot()),
    ticks: ticks?.snapshot() ?? null,
    forming: forming.snapshot(nodes.values()),
  }
}

/** Takes over the state of a graph with the same definitions; any other is a typed error. */
export function restoreGraph({ nodes, ticks, forming }: GraphParts, snapshot: SeriesGraphSnapshot): void {
  const keys = snapshot.nodes.map((node) => node.key)
  const missing = [...nodes.keys()].filter((key) => !keys.includes(key))
  if (snapshot.version !== 1 || missing.length > 0 || keys.length !== nodes.size) {
    throw new TapelineError(
      `A graph of ${nodes.size} indicators was given a snapshot (version ${snapshot.version}) of ${keys.length}.`,
      {
        code: 'SNAPSHOT_MISMATCH',
        details: { missing, foreign: keys.filter((key) => !nodes.has(key)) },
      },
    )
  }
  for (const state of snapshot.nodes) {
    const node = nodes.get(state.key) as LiveNode
    node.instance.restore(state)
    node.warm = false
  }
  if (snapshot.ticks !== null) ticks?.restore(snapshot.ticks)
  forming.restore(nodes.values(), snapshot.forming)
}
