import type { SeriesGraph } from '../indicator/index.js'

/** Which rows of a graph have a value for every indicator; the first row has none before anything came. */
export class ReadyRows {
  readonly rows: Uint8Array
  readonly #graph: SeriesGraph

  constructor(graph: SeriesGraph, capacity: number) {
    this.#graph = graph
    this.rows = new Uint8Array(capacity)
  }

  at(row: number): boolean {
    return this.rows[row] === 1
  }

  mark(from: number, to: number): void {
    if (this.#graph.nodes.length === 0) this.rows.fill(1, from, to)
    else this.#graph.markReady(from, to, this.rows)
  }
}
