import type { OperatorFunction } from 'rxjs'
import { Lasting, type LastingOptions } from '../series/index.js'
import { eventTime, type EventTimeOptions } from './event-time.js'
import { follow } from './follow.js'

/** Where `forMs` reads the time, and what breaks a condition that lasts. */
export interface ForMsOptions<T> extends EventTimeOptions<T>, LastingOptions {}

/**
 * Has a condition been true without a break for at least `ms` milliseconds of event time? No clock of ours is asked, so a
 * replay answers as live did. `null`, not known, breaks it. One answer an event; O(1).
 *
 * @example
 * ```ts
 * import { forMs } from '@tapeline/core/rx'
 * import { from, toArray } from 'rxjs'
 * const trades = [0, 700, 1500].map((ts) => ({ ts, price: 100 + ts }))
 * from(trades).pipe(forMs(({ price }) => price >= 100, 1000), toArray()).subscribe((answers) => {
 *   console.log(answers) // [ false, false, true ]
 * })
 * ```
 */
export function forMs<T>(
  condition: (event: T) => boolean | null,
  ms: number,
  options: ForMsOptions<T> = {},
): OperatorFunction<T, boolean> {
  const { time = eventTime, ...lasting } = options
  return follow(
    () => new Lasting(ms, lasting),
    (event: T) => [condition(event), time(event)] as const,
  )
}
