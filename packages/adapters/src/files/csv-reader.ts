import { badParameter, type ColumnChunk, type TapelineError } from '@tapeline/core'
import { byteSourceName, openBytes, type ByteSource } from './byte-source.js'
import { badCsv } from './csv-fault.js'
import { layoutByPosition, readHeader, type CsvColumns, type CsvLayout, type CsvRoles } from './csv-header.js'
import { CsvScanner } from './csv-scanner.js'
import type { CsvTimeOptions } from './csv-time.js'

/** What bars and trades have in common when read from CSV. */
export interface CsvOptions extends CsvTimeOptions {
  /** A name for messages and for the stream's key; by default the file's name without its folders. */
  readonly name?: string | undefined
  /** Between fields; by default `,`, `;`, tab or `|`, whichever the first line has most of. */
  readonly delimiter?: ',' | ';' | '\t' | '|' | undefined
  /** False for a file whose first line is data already: then `columns` gives 0-based positions. */
  readonly header?: boolean | undefined
  /** Sort rows by time. The whole file is then held in memory; without it, an unsorted file is a typed error. */
  readonly sort?: boolean | undefined
  /** Longest line in bytes, by default 65,536: a quote that is never closed shall not eat the memory. */
  readonly maxLineBytes?: number | undefined
}

/** Rows of a chunk that the readers make. */
export const CSV_CHUNK_ROWS = 65_536

/** Takes records one by one and turns them into columns. */
export interface CsvSink<C extends ColumnChunk> {
  row(scanner: CsvScanner): void
  readonly length: number
  /** The rows so far as a chunk; the sink starts anew. */
  take(): CsvChunk<C>
}

/** Columns, and for each row the line it came from. */
export interface CsvChunk<C extends ColumnChunk> {
  readonly columns: C
  readonly lines: Float64Array
}

/** Reads a source from its beginning and gives chunks in the file's order, checked row by row but not yet for order. */
export async function* readCsv<C extends ColumnChunk, Role extends string>(
  source: ByteSource,
  options: CsvOptions,
  roles: CsvRoles<Role>,
  columns: CsvColumns<Role>,
  sinkOf: (layout: CsvLayout<Role>) => CsvSink<C>,
): AsyncGenerator<CsvChunk<C>, void, undefined> {
  const name = options.name ?? byteSourceName(source)
  const scanner = new CsvScanner(name, maxLineBytes(options.maxLineBytes))
  let sink: CsvSink<C> | null = null
  let layout: CsvLayout<Role> | null = null
  let width = 0
  let blankLine = 0
  let started = false

  const consume = function* (): Generator<CsvChunk<C>, void, undefined> {
    if (!started) {
      skipByteOrderMark(scanner)
      scanner.delimiter = (options.delimiter ?? commonestDelimiter(scanner)).charCodeAt(0)
      started = true
    }
    while (scanner.next()) {
      if (scanner.isBlank()) {
        blankLine ||= scanner.line
        continue
      }
      if (blankLine !== 0 && layout !== null) {
        throw badCsv({
          source: name,
          line: blankLine,
          column: null,
          character: 1,
          found: '',
          expected: 'a row of data: rows follow this empty line',
        })
      }
      if (layout === null || sink === null) {
        blankLine = 0
        width = scanner.fields
        layout = options.header === false ? layoutByPosition(roles, columns) : readHeader(scanner, roles, columns)
        sink = sinkOf(layout)
        if (options.header !== false) continue
      }
      if (scanner.fields !== width) throw wrongWidth(scanner, width, layout.names)
      sink.row(scanner)
      if (sink.length === CSV_CHUNK_ROWS) yield sink.take()
    }
  }

  for await (const bytes of openBytes(source, name)) {
    scanner.push(bytes)
    // The delimiter is chosen on the whole first line, so nothing starts before its end is there.
    if (!started && !bytes.includes(0x0a) && scanner.peek().length <= maxLineBytes(options.maxLineBytes)) continue
    yield* consume()
  }
  scanner.finish()
  yield* consume()
  const rest = sink as CsvSink<C> | null
  if (rest === null) {
    throw badCsv({
      source: name,
      line: 1,
      column: null,
      character: 1,
      found: '',
      expected: options.header === false ? 'at least one row' : 'a header line',
    })
  }
  if (rest.length > 0) yield rest.take()
}

/** What a reader of rows says when a field is not what it should be. */
export function badField(
  scanner: CsvScanner,
  field: number,
  columnName: string | undefined,
  expected: string,
  hint?: string,
): TapelineError {
  const found = scanner.text(field)
  return badCsv({
    source: scanner.source,
    line: scanner.line,
    column: field + 1,
    columnName,
    character: scanner.character(scanner.starts[field] as number),
    found,
    expected,
    hint: hint ?? numberHint(found),
  })
}

function numberHint(found: string): string | undefined {
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(found)) return 'Thousands separators are not read.'
  if (/^-?\d+,\d+$/.test(found)) return 'Decimal commas are not read: write a point.'
  if (/^[$€£¥]/.test(found)) return 'Currency signs are not read.'
  return undefined
}

function wrongWidth(scanner: CsvScanner, width: number, names: readonly string[]): TapelineError {
  const { fields } = scanner
  const more = fields > width
  const at = more ? (scanner.starts[width] as number) : (scanner.ends[fields - 1] as number)
  return badCsv({
    source: scanner.source,
    line: scanner.line,
    column: more ? width + 1 : fields,
    columnName: more ? undefined : names[fields - 1],
    character: scanner.character(at),
    found: `${fields} ${fields === 1 ? 'field' : 'fields'}`,
    expected: `${width}, as ${names.length === 0 ? 'on the first line' : 'in the header'}`,
  })
}

function skipByteOrderMark(scanner: CsvScanner): void {
  const head = scanner.peek()
  const fault = (found: string, hint: string): TapelineError =>
    badCsv({ source: scanner.source, line: 1, column: null, character: 1, found, expected: 'text in UTF-8', hint })
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) scanner.skip(3)
  else if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw fault('text in UTF-16', 'Save the file as UTF-8.')
  else if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4)
    throw fault('a zip archive', 'Unpack it first, or use gzip.')
  else if (head.subarray(0, 1024).includes(0)) throw fault('binary data', 'This is not a text file.')
}

function commonestDelimiter(scanner: CsvScanner): string {
  const head = scanner.peek()
  const counts = new Map<number, number>([',', ';', '\t', '|'].map((delimiter) => [delimiter.charCodeAt(0), 0]))
  let quoted = false
  for (const byte of head) {
    if (byte === 0x22) quoted = !quoted
    else if (byte === 0x0a && !quoted) break
    else if (!quoted && counts.has(byte)) counts.set(byte, (counts.get(byte) ?? 0) + 1)
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a)
  return String.fromCharCode(best?.[0] ?? 0x2c)
}

function maxLineBytes(value: number | undefined): number {
  const bytes = value ?? 65_536
  if (Number.isInteger(bytes) && bytes >= 256 && bytes <= 1 << 26) return bytes
  throw badParameter({
    owner: 'csv',
    parameter: 'maxLineBytes',
    value: bytes,
    expected: 'a whole number from 256 to 67108864',
  })
}
