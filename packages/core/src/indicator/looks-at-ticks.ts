import type { TickIndicator } from './tick-indicator.js'

/** Asked by what it can do: importing the class for `instanceof` would load it for graphs without such indicators too. */
export function looksAtTicks(instance: object): instance is TickIndicator {
  return 'shareTicks' in instance
}
