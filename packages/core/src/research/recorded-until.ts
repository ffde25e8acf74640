import { columnNames, type ColumnChunk, type Recorded } from '../market/index.js'

/** The same stream as it was known at `ts`: rows that the clock of a replay had reached by then. */
export function recordedUntil<R extends Recorded>(stream: R, ts: number): R {
  return { ...stream, rows: null, chunks: () => chunksUntil(stream, ts) }
}

async function* chunksUntil(stream: Recorded, ts: number): AsyncGenerator<ColumnChunk> {
  for await (const chunk of stream.chunks() as AsyncIterable<ColumnChunk> | Iterable<ColumnChunk>) {
    const known = rowsUntil(chunk, ts)
    if (known === chunk.length) {
      yield chunk
      continue
    }
    if (known > 0) yield firstRows(chunk, known)
    return
  }
}

function rowsUntil(chunk: ColumnChunk, ts: number): number {
  const key = chunk.kind === 'bars' ? chunk.closeTime : (chunk.tsRecv ?? chunk.ts)
  let known = chunk.length
  while (known > 0 && key[known - 1]! > ts) known--
  return known
}

function firstRows(chunk: ColumnChunk, length: number): ColumnChunk {
  const columns = chunk as unknown as Readonly<Record<string, Float64Array | Uint8Array | Int8Array | undefined>>
  const cut = columnNames[chunk.kind].map((name) => [name, columns[name]?.subarray(0, length)])
  return { ...Object.fromEntries(cut), kind: chunk.kind, length } as ColumnChunk
}
