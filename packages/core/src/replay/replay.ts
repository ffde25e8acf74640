import { TapelineError } from '../errors/index.js'
import { monotonicMs, yieldToHost } from '../time/index.js'
import type { DueTimers, Lane } from './lane.js'
import { LaneMerge } from './lane-merge.js'

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
  const { signal, timers = NO_TIMERS } = hooks
  throwIfAborted(signal)
  if (lanes.length === 0) return
  const merge = new LaneMerge(lanes, timers)
  let turnStart = monotonicMs()
  let looks = 0
  for (;;) {
    if (merge.needsBlocks) {
      await merge.load((loaded) => unlessAborted(loaded, signal))
      throwIfAborted(signal)
      if (merge.isOver) return
      looks = LOOKS_BETWEEN_CLOCK_READS
    }
    merge.step()
    if (++looks >= LOOKS_BETWEEN_CLOCK_READS) {
      looks = 0
      if (monotonicMs() - turnStart >= hooks.budgetMs) {
        hooks.onTurn()
        await yieldToHost()
        throwIfAborted(signal)
        turnStart = monotonicMs()
      }
    }
  }
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

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortError(signal)
}

function abortError(signal: AbortSignal): TapelineError {
  return new TapelineError('The run was aborted.', { code: 'ABORTED', cause: signal.reason })
}
