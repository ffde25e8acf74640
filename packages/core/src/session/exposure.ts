import type { RunClock } from './run-core.js'

/** Adds up the time with any position, after a fill left so many instruments with one. */
export function trackExposure(clock: RunClock, openPositions: number, ts: number): void {
  // One instrument leaves within a bar that another entered at its open: no moment counts twice.
  if (clock.openPositions === 0 && openPositions > 0) clock.exposedSince = Math.max(ts, clock.exposedUntil)
  if (clock.openPositions > 0 && openPositions === 0) {
    clock.exposedUntil = Math.max(ts, clock.exposedSince)
    clock.exposedMs += clock.exposedUntil - clock.exposedSince
  }
  clock.openPositions = openPositions
}
