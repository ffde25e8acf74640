/**
 * One stream on its way through a replay. The clock runs on `headKey`; streams that share an instant are first all
 * applied and then all dispatched, in the order in which they stand, so that a strategy sees its whole instant.
 */
export interface Lane {
  /** Clock of the next row or due bar; Infinity while a new block must be loaded and after the end. */
  readonly headKey: number
  readonly needsBlock: boolean
  /** Its rows are all done, but something still falls due if others carry the clock that far: a bar that is forming. */
  readonly isTail: boolean
  /** Loads the next block; false at the end of the stream. */
  load(): boolean | Promise<boolean>
  /** Applies and dispatches everything before `limit`, as far as the block reaches. */
  runBefore(limit: number): void
  /** Applies what happens at `headKey`, one row or bar, and moves on. */
  apply(): void
  /** Calls the strategy for what was just applied. */
  dispatch(): void
}

/** What falls due between the rows: at one instant after all of them. A lane stops its `runBefore` once `headKey` has passed. */
export interface DueTimers {
  /** Clock of the next one; Infinity where none is due. */
  readonly headKey: number
  /** Runs everything of that instant. */
  runNext(): void
}
