/** How snapshots are asked for; times are those of the events. */
export interface SnapshotRetry {
  /** Attempts before the book is `down`; 5 unless said. */
  readonly attempts?: number | undefined
  /** Wait after the first failure, doubled after each more; 1,000 unless said. Also the least time between requests. */
  readonly baseMs?: number | undefined
  /** Longest wait; 30,000 unless said. */
  readonly maxMs?: number | undefined
  /** A request without an answer for so long has failed; 10,000 unless said. */
  readonly timeoutMs?: number | undefined
}

/** The same with everything said. */
export type FullRetry = Readonly<Record<keyof SnapshotRetry, number>>
