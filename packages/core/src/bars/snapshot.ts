import { TapelineError } from '../errors/index.js'
import type { State } from '../window/index.js'

/** The state of something that builds bars: structured-clonable, restores bit for bit, in the middle of a bar too. */
export interface BarsSnapshot {
  /** Of this shape. */
  readonly version: 1
  /** What it is a snapshot of, its options included. */
  readonly key: string
  /** Everything that changes as events come. */
  readonly state: State
}

/** Refuses a snapshot of something else. */
export function demandSnapshot(snapshot: BarsSnapshot, key: string): void {
  if (snapshot.version === 1 && snapshot.key === key) return
  throw new TapelineError(`A snapshot (version ${snapshot.version}) of ${snapshot.key} was given to ${key}.`, {
    code: 'SNAPSHOT_MISMATCH',
    details: { version: snapshot.version, key: snapshot.key, expected: key },
  })
}
