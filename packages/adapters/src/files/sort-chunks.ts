import { TapelineError, type ColumnChunk } from '@tapeline/core'
import { joinChunks, pickRows } from './chunk-rows.js'
import { CSV_CHUNK_ROWS, type CsvChunk } from './csv-reader.js'

/** Sorting needs all rows in memory at once; at some 60 bytes a row this is 3 GB, and a file beyond it wants a store. */
const MAX_SORTED_ROWS = 50_000_000

/** The same rows in ascending order of time; rows of equal time keep the file's order. Says the line of each row that had to move. */
export async function* sortChunks<C extends ColumnChunk>(
  chunks: AsyncIterable<CsvChunk<C>>,
  timesOf: (columns: C) => Float64Array,
  source: string,
  onUnsorted: (line: number) => void,
): AsyncGenerator<CsvChunk<C>, void, undefined> {
  const all: CsvChunk<C>[] = []
  let rows = 0
  for await (const chunk of chunks) {
    rows += chunk.columns.length
    if (rows > MAX_SORTED_ROWS) {
      throw new TapelineError(`${source} has more than ${MAX_SORTED_ROWS} rows, which is too many to sort in memory.`, {
        code: 'TOO_MANY_ROWS',
        hint: 'Sort the file beforehand.',
      })
    }
    all.push(chunk)
  }
  const [first, ...others] = all
  if (first === undefined) return
  const joined = joinChunks([first, ...others])
  const times = timesOf(joined.columns)
  const order = Uint32Array.from(times, (_, i) => i)
  let sorted = true
  for (let i = 1; i < rows; i++) {
    if ((times[i] as number) >= (times[i - 1] as number)) continue
    sorted = false
    onUnsorted(joined.lines[i] as number)
  }
  if (!sorted) order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  for (let at = 0; at < rows; at += CSV_CHUNK_ROWS) yield pickRows(joined, order.subarray(at, at + CSV_CHUNK_ROWS))
}
