import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))

/** Are the reference data beside the project? */
export const hasSharedData: boolean = existsSync(SHARED)

/** A file of the reference data, unpacked. */
export function sharedText(path: string): string {
  const bytes = readFileSync(`${SHARED}/${path}`)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** The columns of a CSV by name; empty cells are NaN. */
export function sharedColumns(path: string): Record<string, Float64Array> {
  const [head = '', ...lines] = sharedText(path).trimEnd().split('\n')
  const rows = lines.map((line) => line.split(','))
  return Object.fromEntries(
    head
      .split(',')
      .map((name, at) => [name, Float64Array.from(rows, (row) => (row[at] === '' ? NaN : Number(row[at])))]),
  )
}

/** A column of Tulip on btcusdt-1m, with a row for each bar. */
export function tulipColumn(name: string): Float64Array {
  return onBars(sharedColumns(`golden/tulip/btcusdt-1m/${name}.csv.gz`), name)
}

/** A column of talipp on btcusdt-1m, with a row for each bar. */
export function talippColumn(name: string, column = 'value'): Float64Array {
  return onBars(sharedColumns(`golden/talipp/btcusdt-1m/${name}.csv.gz`), column)
}

/** The greatest distance between two columns, relative to `scale` where larger than the value; Infinity where only one has a value. */
export function distance(ours: Float64Array, theirs: Float64Array, scale = 0): number {
  let worst = ours.length === theirs.length ? 0 : Infinity
  for (let i = 0; i < ours.length; i++) {
    const [a, b] = [ours[i] as number, theirs[i] as number]
    if (a !== a && b !== b) continue
    const apart = a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(b), scale)
    worst = Math.max(worst, apart === apart ? apart : Infinity)
  }
  return worst
}

/** Rows that a file leaves out, by their index, are NaN. */
function onBars(columns: Readonly<Record<string, Float64Array>>, name: string): Float64Array {
  const rows = columns['i'] as Float64Array
  const out = new Float64Array((rows.at(-1) as number) + 1).fill(NaN)
  rows.forEach((row, at) => (out[row] = columns[name]?.[at] as number))
  return out
}
