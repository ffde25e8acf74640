import type { DueTimers } from '../replay/index.js'
import type { AnyLane } from './assemble.js'
import type { RunClock } from './run-core.js'

/**
 * Runs everything that the lanes hold, and every bar and timer that is due, up to and including `until`: in the order of a replay,
 * except that a lane whose rows are done waits for none.
 */
export function advance(lanes: readonly AnyLane[], timers: DueTimers, clock: RunClock, until: number): void {
  for (;;) {
    let first = Infinity
    for (const lane of lanes) if (lane.headKey < first) first = lane.headKey
    if (timers.headKey < first) {
      if (timers.headKey > until) return
      timers.runNext()
      continue
    }
    if (first > until || first === Infinity) return
    const together = lanes.filter(({ headKey }) => headKey === first)
    for (const lane of together) lane.apply()
    for (const lane of together) lane.dispatch()
    for (const lane of together) if (lane.needsBlock) loadLane(lane, clock)
  }
}

/** Gives a lane what its stream holds by now. A live stream always answers at once. */
export function loadLane(lane: AnyLane, clock: RunClock): void {
  if ('floor' in lane && clock.now === clock.now) lane.floor = clock.now
  void lane.load()
}

/** When the next bar or timer is due; Infinity while nothing is. */
export function nextDue(lanes: readonly AnyLane[], timers: DueTimers): number {
  return lanes.reduce((least, { headKey }) => Math.min(least, headKey), timers.headKey)
}
