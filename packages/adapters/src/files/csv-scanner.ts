import type { TapelineError } from '@tapeline/core'
import { badCsv } from './csv-fault.js'

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d

/** More columns than any export of market data has; a line with more is not one. */
const MAX_FIELDS = 1024

/**
 * Splits bytes into lines and fields (RFC 4180): quotes, doubled quotes, CRLF or LF. Fields stay bytes within the
 * buffer until someone asks for text, so a row of numbers costs no memory. The buffer holds one chunk and one line.
 */
export class CsvScanner {
  readonly source: string
  delimiter = 0x2c
  /** Bytes of the current record; valid until the next call of `push`. */
  bytes: Uint8Array = new Uint8Array(0)
  /** Fields of the current record, each from `starts[i]` to `ends[i]` (exclusive), without its quotes. */
  fields = 0
  readonly starts: Int32Array = new Int32Array(MAX_FIELDS)
  readonly ends: Int32Array = new Int32Array(MAX_FIELDS)
  /** 1-based line on which the current record starts. */
  line = 0
  readonly #maxLineBytes: number
  #end = 0
  #position = 0
  #recordStart = 0
  #recordEnd = 0
  #nextLine = 1
  #isLast = false

  constructor(source: string, maxLineBytes: number) {
    this.source = source
    this.#maxLineBytes = maxLineBytes
  }

  /** Adds bytes; what is left of an unfinished line stays in front of them. */
  push(chunk: Uint8Array): void {
    const left = this.#end - this.#position
    if (left > this.#maxLineBytes) throw this.#lineTooLong()
    const bytes = new Uint8Array(left + chunk.length)
    bytes.set(this.bytes.subarray(this.#position, this.#end))
    bytes.set(chunk, left)
    this.bytes = bytes
    this.#position = 0
    this.#end = bytes.length
  }

  /** No more bytes will come: the last line may lack its line break. */
  finish(): void {
    this.#isLast = true
  }

  /** Bytes that stand ready, from the current position: for a look at the head of a file. */
  peek(): Uint8Array {
    return this.bytes.subarray(this.#position, this.#end)
  }

  /** Steps over bytes, such as a byte order mark. */
  skip(count: number): void {
    this.#position += count
  }

  /** Goes to the next record; false when it needs more bytes first, or when there is none. */
  next(): boolean {
    const { bytes, starts, ends, delimiter } = this
    const end = this.#end
    let i = this.#position
    if (i >= end) return false
    let fields = 0
    let breaks = 0
    this.#recordStart = i
    this.line = this.#nextLine
    for (;;) {
      if (fields === MAX_FIELDS) throw this.#fault(fields, i, `at most ${MAX_FIELDS} columns`)
      let start = i
      let stop: number
      if (bytes[i] === QUOTE && i < end) {
        start = ++i
        for (;;) {
          while (i < end && bytes[i] !== QUOTE) {
            if (bytes[i] === LF) breaks++
            i++
          }
          if (i >= end) return this.#incomplete(fields, start, 'a closing quote')
          if (i + 1 >= end && !this.#isLast) return this.#incomplete(fields, start, 'a closing quote')
          if (bytes[i + 1] !== QUOTE || i + 1 >= end) break
          i += 2
        }
        stop = i++
        if (i < end && bytes[i] === CR && bytes[i + 1] === LF) i++
        if (i < end && bytes[i] !== delimiter && bytes[i] !== LF) {
          if (bytes[i] === CR && i + 1 >= end && !this.#isLast) return this.#incomplete(fields, start, 'a line break')
          throw this.#fault(fields, i, 'a delimiter or the end of the line after a closing quote')
        }
      } else {
        let byte = 0
        while (i < end) {
          byte = bytes[i] as number
          if (byte === delimiter || byte === LF) break
          i++
        }
        stop = i > start && i < end && byte === LF && bytes[i - 1] === CR ? i - 1 : i
        if (i >= end && this.#isLast && stop > start && bytes[stop - 1] === CR) stop--
      }
      starts[fields] = start
      ends[fields] = stop
      fields++
      if (i >= end) {
        if (!this.#isLast) return this.#incomplete(fields, i, 'a line break')
        break
      }
      if (bytes[i] === LF) break
      i++
    }
    this.fields = fields
    this.#recordEnd = Math.min(i, end)
    if (this.#recordEnd - this.#recordStart > this.#maxLineBytes) throw this.#lineTooLong()
    this.#nextLine += breaks + 1
    this.#position = i + 1
    return true
  }

  /** Is the current record a line of nothing, or of blanks? */
  isBlank(): boolean {
    if (this.fields !== 1) return false
    for (let i = this.starts[0] as number; i < (this.ends[0] as number); i++)
      if (this.bytes[i] !== 0x20 && this.bytes[i] !== 0x09) return false
    return true
  }

  /** A field as text, without surrounding blanks. */
  text(field: number): string {
    return decode(this.bytes.subarray(this.starts[field], this.ends[field])).replaceAll('""', '"').trim()
  }

  /** 1-based character at which a byte of the current record stands. */
  character(position: number): number {
    return decode(this.bytes.subarray(this.#recordStart, position)).length + 1
  }

  /** The current record as it stands in the file. */
  record(): string {
    return decode(this.bytes.subarray(this.#recordStart, this.#recordEnd))
  }

  #incomplete(field: number, at: number, expected: string): false {
    if (this.#isLast) throw this.#fault(field, at, expected)
    if (this.#end - this.#recordStart > this.#maxLineBytes) throw this.#lineTooLong()
    return false
  }

  #fault(field: number, at: number, expected: string): TapelineError {
    const found = decode(this.bytes.subarray(at, Math.min(this.#end, at + 40)))
    return badCsv({
      source: this.source,
      line: this.line,
      column: field + 1,
      character: this.character(at),
      found,
      expected,
    })
  }

  #lineTooLong(): TapelineError {
    const found = decode(this.bytes.subarray(this.#position, this.#position + 40))
    const expected = `a line of at most ${this.#maxLineBytes} bytes`
    return badCsv({
      source: this.source,
      line: this.#nextLine,
      column: null,
      character: 1,
      found,
      expected,
      hint: 'A quote that is never closed makes such lines.',
    })
  }
}

function decode(bytes: Uint8Array): string {
  return decoder.decode(bytes)
}

const decoder: TextDecoder = /*#__PURE__*/ new TextDecoder()
