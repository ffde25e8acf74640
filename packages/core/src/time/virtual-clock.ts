import { demand, TapelineError } from '../errors/index.js'
import type { Clock } from './clock.js'

interface Alarm {
  readonly ts: number
  readonly action: () => void
}

/** More alarms than this, waiting or run at one moment, are a loop. */
const MAX_ALARMS = 1_000_000

/**
 * A clock that stands still until it is told to move: for tests, and for recordings that are played. What falls due on the
 * way runs at its own moment, in order of time, then of arming.
 *
 * @example
 * ```ts
 * import { VirtualClock } from '@tapeline/core/trading'
 * const clock = new VirtualClock(1_000)
 * clock.at(1_500, () => console.log(`rang at ${clock.now()}`))
 * clock.advanceTo(2_000)
 * console.log(clock.now())
 * // rang at 1500
 * // 2000
 * ```
 */
export class VirtualClock implements Clock {
  #now: number
  #alarms: Alarm[] = [] // bound: MAX_ALARMS; in order of time, then of arming

  /** @param start what it shows at first, UTC epoch ms. */
  constructor(start: number = 0) {
    demand(Number.isFinite(start), 'VirtualClock', 'start', start, 'UTC epoch milliseconds')
    this.#now = start
  }

  /** UTC epoch ms. */
  now(): number {
    return this.#now
  }

  /** When the next alarm is due; Infinity while none is armed. */
  get nextTs(): number {
    return this.#alarms[0]?.ts ?? Infinity
  }

  /** Runs `action` once the clock shows `ts`; where the moment has passed, with the next move. */
  at(ts: number, action: () => void): () => void {
    demand(ts === ts, 'VirtualClock', 'ts', ts, 'UTC epoch milliseconds')
    if (this.#alarms.length >= MAX_ALARMS) throw looping()
    const alarm = { ts, action }
    let place = this.#alarms.length
    while (place > 0 && this.#alarms[place - 1]!.ts > ts) place--
    this.#alarms.splice(place, 0, alarm)
    return () => {
      this.#alarms = this.#alarms.filter((one) => one !== alarm)
    }
  }

  /** Runs everything due before `ts`, then shows `ts`; what is due at `ts` waits for `settle`, so that events of the moment come first. */
  moveTo(ts: number): void {
    const isAhead = Number.isFinite(ts) && ts >= this.#now
    demand(isAhead, 'VirtualClock', 'ts', ts, `a finite time not before ${this.#now}`)
    this.#runWhile((due) => due < ts)
    this.#now = ts
  }

  /** Runs everything that is due by now. */
  settle(): void {
    this.#runWhile((due) => due <= this.#now)
  }

  /** Moves to `ts` and runs everything that is due by then. */
  advanceTo(ts: number): void {
    this.moveTo(ts)
    this.settle()
  }

  /** Shows an earlier or later moment without running anything: a recording was wound. */
  setTo(ts: number): void {
    demand(Number.isFinite(ts), 'VirtualClock', 'ts', ts, 'UTC epoch milliseconds')
    this.#now = ts
  }

  #runWhile(isDue: (ts: number) => boolean): void {
    for (let ran = 0; this.#alarms.length > 0 && isDue(this.#alarms[0]!.ts); ran++) {
      if (ran >= MAX_ALARMS) throw looping()
      const { ts, action } = this.#alarms.shift()!
      if (ts > this.#now) this.#now = ts
      action()
    }
  }
}

function looping(): TapelineError {
  return new TapelineError(`More than ${MAX_ALARMS} alarms of a virtual clock at once.`, {
    code: 'TOO_MANY_TIMERS',
    hint: 'An action probably arms itself again for the moment at which it runs.',
  })
}
