import type { OperatorFunction } from 'rxjs'
import { unknownParameter } from '../errors/index.js'
import { Recent } from '../series/index.js'
import { eventTime, type EventTimeOptions } from './event-time.js'
import { follow } from './follow.js'

/**
 * Was a condition true at an event of the last `ms` milliseconds of event time, this event included? So that two things
 * need not happen at the same event to count as one. One answer an event; O(1).
 *
 * @example
 * ```ts
 * import { within } from '@tapeline/core/rx'
 * import { from, toArray } from 'rxjs'
 * const trades = [0, 700, 1500].map((ts) => ({ ts, price: 100 - ts }))
 * from(trades).pipe(within(({ price }) => price === 100, 1000), toArray()).subscribe((answers) => {
 *   console.log(answers) // [ true, true, false ]
 * })
 * ```
 */
export function within<T>(
  condition: (event: T) => boolean | null,
  ms: number,
  options: EventTimeOptions<T> = {},
): OperatorFunction<T, boolean> {
  for (const option of Object.keys(options)) if (option !== 'time') throw unknownParameter('within', option, ['time'])
  const { time = eventTime } = options
  return follow(
    () => new Recent(ms),
    (event: T) => [condition(event), time(event)] as const,
  )
}
