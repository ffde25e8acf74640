import { badData } from '../errors/index.js'
import { BOOK_END, columnNames, type BookColumns, type BookOrderColumns } from '../market/index.js'
import { sliceChunk, type StreamReader } from './stream-reader.js'

/** Rows of one message; a longer one is refused rather than kept in memory. */
const MAX_ROWS = 2_000_000

type MessageColumns = BookColumns | BookOrderColumns

/**
 * Hands out the blocks of a stream so that each ends with a message: wherever its chunks were cut, a message is met whole
 * and at once. Only the rows of a message that was cut are copied. One that the end of the data cut off is no message.
 */
export class WholeMessages<C extends MessageColumns> {
  /** Rows of the stream before the present block. */
  firstRow = 0
  readonly #reader: StreamReader<C>
  #begun: C | null = null
  /** What is left of the block behind the message that it completed. */
  #rest: C | null = null
  #length = 0

  constructor(reader: StreamReader<C>) {
    this.#reader = reader
  }

  /** Hands the next block over, at once where the source has it. */
  load<T>(begin: (block: C | null) => T): T | Promise<T> {
    for (;;) {
      const rest = this.#rest
      this.#rest = null
      const block = rest ?? this.#reader.next()
      if (block instanceof Promise) return block.then((one) => this.#deliver(one, begin))
      if (block === null) return begin(null)
      const whole = this.#take(block)
      if (whole !== null) return begin(whole)
    }
  }

  #deliver<T>(block: C | null, begin: (block: C | null) => T): T | Promise<T> {
    if (block === null) return begin(null)
    const whole = this.#take(block)
    return whole === null ? this.load(begin) : begin(whole)
  }

  /** The messages that are whole with this block; null where it completes none. */
  #take(block: C): C | null {
    const begun = this.#begun
    const { flags, length } = block
    let end = begun === null ? length : 0
    if (begun === null) while (end > 0 && (flags[end - 1]! & BOOK_END) === 0) end--
    else {
      while (end < length && (flags[end]! & BOOK_END) === 0) end++
      if (end === length) {
        this.#begun = this.#joined(begun, block)
        return null
      }
      end++
    }
    const whole = end === 0 ? null : (sliceChunk(block, 0, end) as C)
    const rest = end === length ? null : (sliceChunk(block, end, length) as C)
    if (begun === null) {
      this.#begun = rest === null ? null : this.#joined(null, rest)
      return this.#deliverable(whole)
    }
    this.#begun = null
    this.#rest = rest
    return this.#deliverable(this.#joined(begun, whole as C))
  }

  #deliverable(whole: C | null): C | null {
    if (whole === null) return null
    this.firstRow += this.#length
    this.#length = whole.length
    return whole
  }

  /** A copy: a source may use the memory of its chunk again. */
  #joined(first: C | null, second: C): C {
    const before = first?.length ?? 0
    const length = before + second.length
    if (length > MAX_ROWS) {
      const { key, rows } = this.#reader
      throw badData({
        stream: key,
        row: rows,
        column: 'flags',
        value: 0,
        expected: `messages of at most ${MAX_ROWS} rows`,
      })
    }
    const joined: Record<string, unknown> = { kind: second.kind, length }
    for (const name of columnNames[second.kind]) {
      const column = columnOf(second, name)
      if (column === undefined) continue
      const into = column instanceof Float64Array ? new Float64Array(length) : intoBytes(column, length)
      const earlier = first === null ? undefined : columnOf(first, name)
      if (earlier !== undefined) into.set(earlier)
      into.set(column, before)
      joined[name] = into
    }
    return joined as unknown as C
  }
}

type Column = Float64Array | Int8Array | Uint8Array

function columnOf(block: MessageColumns, name: string): Column | undefined {
  return (block as unknown as Readonly<Record<string, Column | undefined>>)[name]
}

function intoBytes(column: Int8Array | Uint8Array, length: number): Int8Array | Uint8Array {
  return column instanceof Int8Array ? new Int8Array(length) : new Uint8Array(length)
}
