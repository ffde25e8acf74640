/** How often what happened, since the start. */
export interface BookCounters {
  /** Deltas that came. */
  deltas: number
  /** Of these applied at once or from the buffer. */
  applied: number
  /** Not applied since the book had them already: duplicates, late ones, those before a snapshot. */
  old: number
  /** Kept for the next snapshot. */
  buffered: number
  /** Lost from a full buffer, or left out since the buffer held their like. */
  unbuffered: number
  /** Messages refused for a bad level, sequence or time. */
  rejected: number
  /** Times that the sequence broke. */
  gaps: number
  /** Times that a right book stopped being so, whatever the reason. */
  invalidations: number
  /** Snapshots that came. */
  snapshots: number
  /** Of these the ones that made the book right. */
  snapshotsUsed: number
  /** Of these older than the deltas that are to follow, or than the book. */
  snapshotsOld: number
  /** Answers to a request that no longer counts. */
  snapshotsLate: number
  /** Requests that failed or were never answered. */
  snapshotsFailed: number
  /** Requests. */
  requests: number
  /** Times that bid and ask met or crossed. */
  crossings: number
  /** Times that the step of prices became finer, for prices off the tick. */
  refinements: number
  /** Calls after `dispose`, and events while disconnected. */
  ignored: number
}

/** All counters at 0. */
export function noCounts(): BookCounters {
  return {
    deltas: 0,
    applied: 0,
    old: 0,
    buffered: 0,
    unbuffered: 0,
    rejected: 0,
    gaps: 0,
    invalidations: 0,
    snapshots: 0,
    snapshotsUsed: 0,
    snapshotsOld: 0,
    snapshotsLate: 0,
    snapshotsFailed: 0,
    requests: 0,
    crossings: 0,
    refinements: 0,
    ignored: 0,
  }
}
