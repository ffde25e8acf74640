import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const SHARED = process.env['TAPELINE_SHARED'] ?? fileURLToPath(new URL('../../../../../shared', import.meta.url))

/** Are the recordings of exchange traffic beside the project? */
export const hasRecordings: boolean = existsSync(`${SHARED}/recordings`)

/** Lines of a recording, each one JSON object. */
export function recorded<T>(path: string): T[] {
  const bytes = readFileSync(`${SHARED}/recordings/${path}`)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
}

/** Frames that came over a socket in a recorded session, exactly as they came. */
export function sessionFrames(path: string): string[] {
  const lines = recorded<{ kind: string; body: string }>(path)
  return lines.filter(({ kind }) => kind === 'ws-recv').map(({ body }) => body)
}

/** Instruments of every symbol that there is: text is its own instrument. */
export class EverySymbol<I> extends Map<string, I> {
  readonly #of: (symbol: string) => I

  constructor(of: (symbol: string) => I) {
    super()
    this.#of = of
  }

  override get(symbol: string): I | undefined {
    return typeof symbol === 'string' ? this.#of(symbol) : undefined
  }
}
