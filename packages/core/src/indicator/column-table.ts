/**
 * Rows between the end of a column and the next: columns that began at the same place of a page each would push one
 * another out of the processor's cache, row by row.
 */
const GAP = 40

/** Columns of one length side by side in one piece of memory, so that a reader of many finds them by one pointer. */
export class ColumnTable {
  readonly #rows: number
  readonly #memory: Float64Array
  #taken = 0

  /** NaN everywhere. */
  constructor(rows: number, columns: number) {
    this.#rows = rows
    this.#memory = new Float64Array((rows + GAP) * columns).fill(NaN)
  }

  /** The next column; one of its own memory where all are taken. */
  take(): Float64Array {
    const from = this.#taken * (this.#rows + GAP)
    if (from === this.#memory.length) return new Float64Array(this.#rows).fill(NaN)
    this.#taken++
    return this.#memory.subarray(from, from + this.#rows)
  }
}
