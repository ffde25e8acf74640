/** What tells a session the time and wakes it: the machine's clock, or one that a recording moves. */
export interface Clock {
  /** UTC epoch ms. */
  now(): number
  /** Runs `action` once the clock shows `ts`: never within this call, soon after it where the moment has passed. Returns what calls it off. */
  at(ts: number, action: () => void): () => void
}

/** A clock that is set, or a machine that slept, is noticed within this time. */
const LONGEST_WAIT_MS = 1_000

/**
 * The machine's clock.
 *
 * @example
 * ```ts
 * import { systemClock } from '@tapeline/core/trading'
 * const callOff = systemClock.at(systemClock.now() + 60_000, () => console.log('a minute later'))
 * callOff()
 * ```
 */
export const systemClock: Clock = { now: () => Date.now(), at: atSystemTime }

function atSystemTime(ts: number, action: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const look = (): void => {
    if (isOver) return
    const left = ts - Date.now()
    if (left > 0) wait(left)
    else {
      isOver = true
      action()
    }
  }
  const wait = (left: number): void => {
    timer = setTimeout(look, Math.min(Math.ceil(left), LONGEST_WAIT_MS))
  }
  // Read once: were the moment to come between two readings, the action would run within this call.
  const left = ts - Date.now()
  if (left > 0) wait(left)
  else queueMicrotask(look)
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
