import type * as engine from './engine.js'

/**
 * The engine, fetched with the first run: who only declares strategies or computes indicators never pays for its bytes.
 * The package's manifest puts `load-engine-node` in its place where files come from a disk.
 */
export function loadEngine(): Promise<typeof engine> {
  return import('./engine.js')
}
