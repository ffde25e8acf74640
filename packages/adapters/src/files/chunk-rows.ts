import type { ColumnChunk } from '@tapeline/core'
import type { CsvChunk } from './csv-reader.js'

type Column = Float64Array | Int8Array

/** The rows of a chunk that `rows` names, in that order. */
export function pickRows<C extends ColumnChunk>(chunk: CsvChunk<C>, rows: Uint32Array): CsvChunk<C> {
  const pick = (column: Column): Column => {
    const picked = sameKind(column, rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i] as number] as number
    return picked
  }
  return mapColumns(chunk, rows.length, pick)
}

/** All chunks in one; at least one chunk is given. */
export function joinChunks<C extends ColumnChunk>(chunks: readonly [CsvChunk<C>, ...CsvChunk<C>[]]): CsvChunk<C> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.columns.length, 0)
  return mapColumns(chunks[0], length, (first, key) => {
    const joined = sameKind(first, length)
    let at = 0
    for (const chunk of chunks) {
      const column = key === 'lines' ? chunk.lines : (chunk.columns[key as keyof C] as unknown as Column)
      joined.set(column, at)
      at += column.length
    }
    return joined
  })
}

function mapColumns<C extends ColumnChunk>(
  chunk: CsvChunk<C>,
  length: number,
  map: (column: Column, key: string) => Column,
): CsvChunk<C> {
  const columns: Record<string, unknown> = { ...chunk.columns, length }
  for (const [key, value] of Object.entries(chunk.columns))
    if (ArrayBuffer.isView(value)) columns[key] = map(value as Column, key)
  return { columns: columns as unknown as C, lines: map(chunk.lines, 'lines') as Float64Array }
}

function sameKind(column: Column, length: number): Column {
  return column instanceof Int8Array ? new Int8Array(length) : new Float64Array(length)
}
