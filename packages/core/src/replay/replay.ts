import { TapelineError } from '../errors/index.js'
import { monotonicMs, yieldToHost } from '../time/index.js'

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

export interface ReplayHooks {
  /** Called each time the host gets its turn, and never later than `budgetMs` after the last. */
  onTurn(): void
  readonly signal?: AbortSignal | undefined
  readonly timers?: DueTimers | undefined
  /** Longest time without giving the host a turn. */
  readonly budgetMs: number
}

const LOOKS_BETWEEN_CLOCK_READS = 256
const NO_TIMERS: DueTimers = { headKey: Infinity, runNext: () => undefined }

/**
 * Runs several streams in one total order: by time, then by the order of `lanes`, then by row. Awaits only between
 * blocks of sources that need it, and gives the host a turn by time budget.
 */
export async function replay(lanes: readonly Lane[], hooks: ReplayHooks): Promise<void> {
  throwIfAborted(hooks.signal)
  if (lanes.length === 0) return
  let open = lanes
  let turnStart = monotonicMs()
  let looks = 0
  for (;;) {
    if (anyNeedsBlock(open)) {
      open = await loadBlocks(open, hooks.signal)
      throwIfAborted(hooks.signal)
      if (open.every((lane) => lane.isTail)) return
      looks = LOOKS_BETWEEN_CLOCK_READS
    }
    step(open, hooks.timers ?? NO_TIMERS)
    if (++looks >= LOOKS_BETWEEN_CLOCK_READS) {
      looks = 0
      if (monotonicMs() - turnStart >= hooks.budgetMs) {
        hooks.onTurn()
        await yieldToHost()
        throwIfAborted(hooks.signal)
        turnStart = monotonicMs()
      }
    }
  }
}

function anyNeedsBlock(lanes: readonly Lane[]): boolean {
  for (const lane of lanes) if (lane.needsBlock) return true
  return false
}

/** Lanes with something left; awaits only a source that answered with a promise. */
async function loadBlocks(lanes: readonly Lane[], signal: AbortSignal | undefined): Promise<readonly Lane[]> {
  const open: Lane[] = []
  for (const lane of lanes) {
    if (!lane.needsBlock) {
      open.push(lane)
      continue
    }
    const loaded = lane.load()
    if (typeof loaded === 'boolean' ? loaded : await unlessAborted(loaded, signal)) open.push(lane)
  }
  return open
}

/** A source may take for ever: an abort does not wait for it. */
async function unlessAborted(loaded: Promise<boolean>, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal === undefined) return loaded
  let onAbort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortError(signal))
    signal.addEventListener('abort', onAbort)
  })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([loaded, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function step(lanes: readonly Lane[], timers: DueTimers): void {
  let first: Lane | null = null
  let firstKey = Infinity
  let limit = Infinity
  for (const lane of lanes) {
    const key = lane.headKey
    if (key < firstKey) {
      limit = firstKey
      firstKey = key
      first = lane
    } else if (key < limit) limit = key
  }
  if (timers.headKey < firstKey) {
    timers.runNext()
    return
  }
  if (first === null) return
  if (firstKey < limit) {
    first.runBefore(limit)
    return
  }
  const together = lanes.filter((lane) => lane.headKey === firstKey)
  for (const lane of together) lane.apply()
  for (const lane of together) lane.dispatch()
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortError(signal)
}

function abortError(signal: AbortSignal): TapelineError {
  return new TapelineError('The run was aborted.', { code: 'ABORTED', cause: signal.reason })
}
