import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))

/** Are the reference data beside the project? */
export const hasSharedData: boolean = existsSync(SHARED)

/** The lines of a file of the reference data, unpacked. */
export function sharedLines(path: string): string[] {
  const bytes = readFileSync(`${SHARED}/${path}`)
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').trimEnd().split('\n')
}
