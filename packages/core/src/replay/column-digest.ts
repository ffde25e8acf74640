import { Digest } from '../math/index.js'
import { columnNames, type ColumnChunk } from '../market/index.js'

/** The fingerprint of a stream's rows: one running digest a column, so that chunk boundaries leave no trace. */
export class ColumnDigest {
  readonly #columns = new Map<string, Digest>() // bound: one entry a column of the chunk types

  add(block: ColumnChunk): void {
    for (const name of columnNames[block.kind]) {
      const column = (block as unknown as Partial<Record<string, Float64Array | Int8Array | Uint8Array>>)[name]
      if (column === undefined) continue
      const digest = this.#columns.get(name) ?? new Digest()
      this.#columns.set(name, digest)
      if (column instanceof Float64Array) digest.column(column)
      else digest.bytes(column)
    }
  }

  hex(): string {
    const all = new Digest()
    for (const [name, digest] of this.#columns) {
      all.text(name)
      all.text(digest.hex())
    }
    return all.hex()
  }
}
