import { TapelineError } from '../errors/index.js'
import type { DueTimers } from '../replay/index.js'
import type { Timers } from '../simulator/index.js'

/** What a run lets its timers do: move its clock, and tell the strategy once they are done. */
export interface TimedRun {
  readonly clock: { now: number }
  tellAll(): void
}

interface Timer {
  readonly ts: number
  /** Those of the account come after all others of their instant. */
  readonly isLast: boolean
  /** Of two such timers at one instant the older comes first. */
  readonly sequence: number
  readonly action: () => void
}

/** More than this many at once is a loop that arms timers without end. */
const MAX_TIMERS = 1_000_000

/** What falls due between and at the rows of a run, in order of time: at one instant after everything that the market did. */
export class RunTimers implements DueTimers, Timers {
  /** Clock of the next timer; Infinity where none is armed. */
  headKey: number = Infinity
  readonly #run: TimedRun
  readonly #heap: Timer[] = [] // bound: MAX_TIMERS
  #count = 0

  constructor(run: TimedRun) {
    this.#run = run
  }

  at(ts: number, action: () => void): void {
    this.#arm(ts, false, action)
  }

  /** The same, after everything else that falls due at `ts`. */
  atLast(ts: number, action: () => void): void {
    this.#arm(ts, true, action)
  }

  runNext(): void {
    const now = this.headKey
    this.#run.clock.now = now
    while (this.headKey === now) this.#pop().action()
    this.#run.tellAll()
  }

  #arm(ts: number, isLast: boolean, action: () => void): void {
    if (this.#heap.length >= MAX_TIMERS) throw tooMany()
    const { now } = this.#run.clock
    this.#push({ ts: ts < now ? now : ts, isLast, sequence: this.#count++, action })
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isBefore(timer, heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = timer
    this.headKey = heap[0]!.ts
  }

  #pop(): Timer {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    const size = heap.length
    if (size > 0) {
      let at = 0
      for (;;) {
        let child = 2 * at + 1
        if (child >= size) break
        if (child + 1 < size && isBefore(heap[child + 1]!, heap[child]!)) child++
        if (!isBefore(heap[child]!, last)) break
        heap[at] = heap[child]!
        at = child
      }
      heap[at] = last
    }
    this.headKey = size === 0 ? Infinity : heap[0]!.ts
    return first
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  if (a.ts !== b.ts) return a.ts < b.ts
  return a.isLast === b.isLast ? a.sequence < b.sequence : b.isLast
}

function tooMany(): TapelineError {
  return new TapelineError(`More than ${MAX_TIMERS} timers were armed at once.`, { code: 'TOO_MANY_TIMERS' })
}
