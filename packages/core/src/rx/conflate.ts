import { Observable, type MonoTypeOperatorFunction } from 'rxjs'
import { Conflator, type ConflateOptions } from '../source/index.js'
import { attempt } from './attempt.js'
import { eventTime, type EventTimeOptions } from './event-time.js'

/** Where time and key of an event are, and what else moves time on. */
export interface ConflateByOptions<T> extends ConflateOptions, EventTimeOptions<T> {
  /** What is conflated together; the `instrumentId` unless said, all together where there is none. */
  readonly key?: ((event: T) => string) | undefined
  /** A clock in event time, UTC epoch ms, which ends intervals while no event does. */
  readonly clock$?: Observable<number> | undefined
}

/**
 * At most one event for each instrument and `ms` of event time, the last one: for screens, gateways and whoever is slower
 * than the market. The rest is left out on purpose. See {@link Conflator}. What waits is given when the source ends.
 *
 * @throws `BAD_PARAMETER` at once for an interval that cannot be.
 *
 * @example
 * ```ts
 * import { conflate } from '@tapeline/core/rx'
 * import { from, toArray } from 'rxjs'
 * const ticks = [0, 400, 900, 1_100, 2_500].map((ts) => ({ ts, instrumentId: 'A@B' }))
 * from(ticks).pipe(conflate(1_000), toArray()).subscribe((last) => {
 *   console.log(last.map(({ ts }) => ts)) // [ 900, 1100, 2500 ]
 * })
 * ```
 */
export function conflate<T>(ms: number, options: ConflateByOptions<T> = {}): MonoTypeOperatorFunction<T> {
  const { key = instrumentOf, time = eventTime, clock$, ...rest } = options
  new Conflator<T>(ms, rest)
  return (source) =>
    new Observable<T>((subscriber) => {
      const conflator = new Conflator<T>(ms, rest)
      const emit = (event: T): void => subscriber.next(event)
      const error = (fault: unknown): void => subscriber.error(fault)
      const take = (event: T): void => conflator.update(event, key(event), time(event), emit)
      const complete = (): void => {
        conflator.flush(emit)
        subscriber.complete()
      }
      subscriber.add(source.subscribe({ next: attempt(take, error), error, complete }))
      if (subscriber.closed || clock$ === undefined) return
      const advance = (now: number): void => conflator.advance(now, emit)
      subscriber.add(clock$.subscribe({ next: attempt(advance, error), error }))
    })
}

function instrumentOf(event: unknown): string {
  const { instrumentId } = (event ?? {}) as { readonly instrumentId?: unknown }
  return typeof instrumentId === 'string' ? instrumentId : ''
}
