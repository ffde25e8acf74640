import { badData } from '../errors/index.js'
import { columnNames, streamKey, type ColumnChunk, type Recorded } from '../market/index.js'
import { checkBars, checkTrades, type CheckRows } from './check-rows.js'
import { ColumnDigest } from './column-digest.js'

/** Rows that are looked at in one go: indicators run over a block before the strategy walks it. Fits the L2 cache. */
export const BLOCK_ROWS = 4096

/** The input of a run, as its result states it. */
export interface InputDigest {
  /** Canonical name, see {@link streamKey}. */
  readonly stream: string
  /** How many rows were read. */
  readonly rows: number
  /** Fingerprint of all rows: equal however they were chunked. */
  readonly digest: string
}

/**
 * Reads a recorded stream block by block: checks every row, feeds the stream's digest, and holds no more than the
 * source's present chunk.
 */
export class StreamReader<C extends ColumnChunk> {
  readonly key: string
  rows = 0
  readonly #stream: Recorded
  #chunks: AsyncIterator<ColumnChunk> | Iterator<ColumnChunk> | null = null
  #chunk: ColumnChunk | null = null
  #offset = 0
  #owesChunk = false
  readonly #digest = new ColumnDigest()
  readonly #order = { last: -Number.MAX_VALUE }
  readonly #check: CheckRows<ColumnChunk>

  /** `check` refuses rows that cannot be true; bars and trades have their own. */
  constructor(stream: Recorded & { readonly kind: C['kind'] }, check?: CheckRows<C>) {
    this.#stream = stream
    this.#check = (check ?? (stream.kind === 'bars' ? checkBars : checkTrades)) as CheckRows<ColumnChunk>
    this.key = streamKey(stream)
  }

  /** The next block of at most {@link BLOCK_ROWS} rows; `null` at the end. A promise only where the source needs one. */
  next(): C | null | Promise<C | null> {
    for (;;) {
      const chunk = this.#chunk
      if (chunk !== null && this.#offset < chunk.length) return this.#block(chunk)
      const pulled = this.#pull()
      if ('then' in pulled) return this.#awaitChunk(pulled)
      if (!this.#accept(pulled)) return null
    }
  }

  /** Hands the next block over, at once where the source has it. */
  load<T>(begin: (block: C | null) => T): T | Promise<T> {
    const block = this.next()
    return block instanceof Promise ? block.then(begin) : begin(block)
  }

  inputDigest(): InputDigest {
    return { stream: this.key, rows: this.rows, digest: this.#digest.hex() }
  }

  /** Lets the source close its file or socket when a run ends early; one that still owes a chunk is not waited for. */
  async close(): Promise<void> {
    const closing = this.#chunks?.return?.()
    if (closing === undefined) return
    if (this.#owesChunk) Promise.resolve(closing).catch(() => undefined)
    else await closing
  }

  #pull(): IteratorResult<ColumnChunk> | Promise<IteratorResult<ColumnChunk>> {
    if (this.#chunks === null) {
      const chunks: AsyncIterable<ColumnChunk> | Iterable<ColumnChunk> = this.#stream.chunks()
      this.#chunks = Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
    }
    return this.#chunks.next()
  }

  async #awaitChunk(pulled: Promise<IteratorResult<ColumnChunk>>): Promise<C | null> {
    this.#owesChunk = true
    try {
      return this.#accept(await pulled) ? this.next() : null
    } finally {
      this.#owesChunk = false
    }
  }

  #accept(result: IteratorResult<ColumnChunk>): boolean {
    if (result.done === true) return false
    const chunk = result.value
    if (chunk.kind !== this.#stream.kind) {
      const { kind } = this.#stream
      throw badData({
        stream: this.key,
        row: this.rows,
        column: 'kind',
        value: chunk.kind,
        expected: `${kind}, as the stream says`,
      })
    }
    this.#chunk = chunk
    this.#offset = 0
    return true
  }

  #block(chunk: ColumnChunk): C {
    const from = this.#offset
    this.#offset = Math.min(from + BLOCK_ROWS, chunk.length)
    const block = sliceChunk(chunk, from, this.#offset)
    const place = { stream: this.key, firstRow: this.rows }
    this.#check(block, this.#order, place)
    this.#digest.add(block)
    this.rows += block.length
    return block as C
  }
}

/** Rows `[from, to)` as views of the same memory. */
export function sliceChunk(chunk: ColumnChunk, from: number, to: number): ColumnChunk {
  const { kind } = chunk
  const block: Record<string, unknown> = { kind, length: to - from }
  for (const name of columnNames[kind])
    block[name] = (chunk as unknown as Partial<Record<string, Float64Array | Int8Array | Uint8Array>>)[name]?.subarray(
      from,
      to,
    )
  return block as unknown as ColumnChunk
}
