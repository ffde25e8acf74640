import { show, TapelineError } from '@tapeline/core'

export interface CsvFault {
  /** Short name of the file or stream. */
  readonly source: string
  /** 1-based line of the file; quoted line breaks count. */
  readonly line: number
  /** 1-based field within the line; null where the whole line is meant. */
  readonly column: number | null
  /** The column's name in the header, if it has one. */
  readonly columnName?: string | undefined
  /** 1-based character within the line. */
  readonly character: number
  /** What stood there, as text. */
  readonly found: string
  readonly expected: string
  readonly hint?: string | undefined
}

/** A CSV file that is not what it should be: says where, what was there and what was expected. */
export function badCsv(fault: CsvFault): TapelineError {
  const name = fault.columnName === undefined || fault.columnName === '' ? '' : ` (${fault.columnName})`
  const column = fault.column === null ? '' : `, column ${fault.column}${name}`
  return new TapelineError(
    `${fault.source}, line ${fault.line}${column}, character ${fault.character}: was ${show(fault.found)}, expected ${fault.expected}.`,
    { code: 'BAD_CSV', hint: fault.hint, details: { ...fault } },
  )
}
