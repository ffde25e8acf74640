import type { BarColumns } from '@tapeline/core'
import { joinChunks, pickRows } from './chunk-rows.js'
import type { CsvChunk } from './csv-reader.js'

/** Of neighbouring bars with the same time only the last; says the line of each that replaced another. */
export async function* keepLast(
  chunks: AsyncIterable<CsvChunk<BarColumns>>,
  onReplaced: (line: number) => void,
): AsyncGenerator<CsvChunk<BarColumns>, void, undefined> {
  // The last bar of a chunk waits, for the next chunk may begin with its replacement.
  let waiting: CsvChunk<BarColumns> | null = null
  for await (const chunk of chunks) {
    const joined: CsvChunk<BarColumns> = waiting === null ? chunk : joinChunks([waiting, chunk])
    const { length, openTime } = joined.columns
    const kept = new Uint32Array(length)
    let count = 0
    for (let i = 0; i + 1 < length; i++) {
      if (openTime[i] === openTime[i + 1]) onReplaced(joined.lines[i + 1] as number)
      else kept[count++] = i
    }
    waiting = pickRows(joined, Uint32Array.of(length - 1))
    if (count > 0) yield pickRows(joined, kept.subarray(0, count))
  }
  if (waiting !== null) yield waiting
}
