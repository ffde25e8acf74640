import { Digest } from '../math/index.js'
import type { ColumnChunk } from '../market/index.js'

/** The fingerprint of a stream's rows: one running digest a column, so that chunk boundaries leave no trace. */
export class ColumnDigest {
  readonly #columns = new Map<string, Digest>() // bound: one entry a column of the chunk types

  add(block: ColumnChunk): void {
    if (block.kind === 'bars') {
      this.#numbers('openTime', block.openTime)
      this.#numbers('closeTime', block.closeTime)
      this.#numbers('open', block.open)
      this.#numbers('high', block.high)
      this.#numbers('low', block.low)
      this.#numbers('close', block.close)
      this.#numbers('volume', block.volume)
      return
    }
    this.#numbers('ts', block.ts)
    this.#numbers('price', block.price)
    this.#numbers('size', block.size)
    if (block.tsRecv !== undefined) this.#numbers('tsRecv', block.tsRecv)
    if (block.side !== undefined) this.#of('side').bytes(block.side)
  }

  hex(): string {
    const all = new Digest()
    for (const [name, digest] of this.#columns) {
      all.text(name)
      all.text(digest.hex())
    }
    return all.hex()
  }

  #numbers(name: string, column: Float64Array): void {
    this.#of(name).column(column)
  }

  #of(name: string): Digest {
    let digest = this.#columns.get(name)
    if (digest === undefined) {
      digest = new Digest()
      this.#columns.set(name, digest)
    }
    return digest
  }
}
