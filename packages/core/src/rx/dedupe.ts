import { defer, filter, type MonoTypeOperatorFunction } from 'rxjs'
import { RecentKeys, type RecentKeysOptions } from '../series/index.js'
import { eventTime, type EventTimeOptions } from './event-time.js'

/** How long and how many keys are remembered, and where the time of an event is read. */
export interface DedupeOptions<T> extends RecentKeysOptions, EventTimeOptions<T> {}

/**
 * Lets an event through unless its key was seen within `ttlMs` of event time, among the newest `max` keys: what a venue
 * sends again after a reconnect, or a second feed sends too.
 *
 * @example
 * ```ts
 * import { dedupe } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * const fills = of({ ts: 1, id: 'a' }, { ts: 2, id: 'b' }, { ts: 3, id: 'a' })
 * fills.pipe(dedupe(({ id }) => id, { ttlMs: 1_000, max: 100 }), toArray()).subscribe((events) => {
 *   console.log(events.length) // 2
 * })
 * ```
 */
export function dedupe<T>(
  key: (event: T) => string | number,
  { time = eventTime, ...options }: DedupeOptions<T>,
): MonoTypeOperatorFunction<T> {
  new RecentKeys(options)
  return (source) =>
    defer(() => {
      const seen = new RecentKeys(options)
      return source.pipe(filter((event) => seen.isNew(key(event), time(event))))
    })
}
