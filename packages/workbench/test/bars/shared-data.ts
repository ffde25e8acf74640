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

/** The rows of a CSV, without its head. */
export function sharedRows(path: string): readonly (readonly string[])[] {
  const [, ...lines] = sharedText(path).trimEnd().split('\n')
  return lines.map((line) => line.split(','))
}
