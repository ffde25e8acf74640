import { badParameter } from '../errors/index.js'
import { isSample } from '../window/index.js'
import type { LiveNode, NodeGroup } from './indicator-node.js'
import { looksAtTicks } from './looks-at-ticks.js'

/** The outputs of the last row as of a later time, without a trace in what the next rows compute. */
export class Refresh {
  /** What the last row fed to each node that is composed of a time window, while its newest sample is another. */
  readonly #fed = new Map<LiveNode, number>() // bound: the nodes of the graph

  /** Moves time windows to `nowMs` and writes row `row` anew; `fail` is told of a node that threw. */
  run(groups: readonly NodeGroup[], nowMs: number, row: number, fail: (node: LiveNode, error: unknown) => void): void {
    const nodes = groups.flatMap((group) => group.nodes).filter(movesWithTime)
    mayAdvance(nodes, nowMs)
    for (const node of nodes) if (node.parent !== null && !this.#fed.has(node)) this.#fed.set(node, inputAt(node, row))
    for (const node of nodes) {
      try {
        this.#refresh(node, nowMs, row)
      } catch (error) {
        fail(node, error)
      }
    }
  }

  /** Feeds what the last row fed, as if it had never been refreshed. */
  rewind(): void {
    for (const [node, fed] of this.#fed) if (isSample(fed)) node.instance.replace(fed)
  }

  /** The same, and another row may come. */
  undo(): void {
    if (this.#fed.size === 0) return
    this.rewind()
    this.#fed.clear()
  }

  #refresh(node: LiveNode, nowMs: number, row: number): void {
    const { instance, definition, columns } = node
    if (looksAtTicks(instance)) {
      instance.advance(nowMs)
      instance.write(row)
      return
    }
    // A row that brought no sample is no sample later either: it would be one more than the others had.
    const value = isSample(this.#fed.get(node)) ? inputAt(node, row) : NaN
    if (isSample(value)) instance.replace(value)
    definition.outputs.forEach((name, at) => {
      ;(columns[at] as Float64Array)[row] = isSample(value) ? (instance.get(name) ?? NaN) : NaN
    })
  }
}

/** Is it a time window, or composed of one? */
function movesWithTime(node: LiveNode): boolean {
  return looksAtTicks(node.instance) || (node.parent !== null && movesWithTime(node.parent))
}

function inputAt(node: LiveNode, row: number): number {
  return (node.instance.inputs[0] as Float64Array)[row] as number
}

/** Before any of them moves: all or none. */
function mayAdvance(nodes: readonly LiveNode[], nowMs: number): void {
  const latest = Math.max(...nodes.map(({ instance }) => (looksAtTicks(instance) ? instance.now : -Infinity)))
  if (nowMs >= latest && nowMs < Infinity) return
  throw badParameter({
    owner: 'SeriesGraph.advance',
    parameter: 'nowMs',
    value: nowMs,
    expected: `a time from ${latest} on: it never goes back`,
  })
}
