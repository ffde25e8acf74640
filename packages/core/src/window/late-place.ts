import type { TickStore } from './tick-store.js'

/**
 * Where a late tick falls for a window of the ticks from `start` up to `end` whose start is the time `a`: `before` it,
 * so that both move up with their ticks, `inside`, or `after` its end, where it waits to enter as any other.
 */
export function latePlace(
  ticks: TickStore,
  sequence: number,
  start: number,
  end: number,
  a: number,
): 'before' | 'inside' | 'after' {
  if (sequence < start || (ticks.ts[sequence & ticks.mask] as number) <= a) return 'before'
  return sequence < end ? 'inside' : 'after'
}
