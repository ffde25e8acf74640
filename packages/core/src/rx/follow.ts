import { defer, map, type OperatorFunction } from 'rxjs'
import type { ValueSeries } from '../series/index.js'

/** What is read from an event; `null` where it is not there. */
export type Value<T> = (event: T) => number | null

/**
 * Puts a series of values into a stream: one answer for each event. An event with `isRevision: true`, as `indicate` gives
 * them, is a new version of the one before it. Each subscriber has a series of its own.
 *
 * @param make a new series; called once at once, so that what is wrong with its options is thrown here.
 * @param values what the series is given of an event.
 *
 * @example
 * ```ts
 * import { follow } from '@tapeline/core/rx'
 * import { Streak } from '@tapeline/core/series'
 * import { of } from 'rxjs'
 * of(5, 6, 7).pipe(follow(() => new Streak(), (x) => [x])).subscribe((streak) => {
 *   console.log(streak)
 *   // 0
 *   // 1
 *   // 2
 * })
 * ```
 */
export function follow<T, In extends readonly unknown[], Out>(
  make: () => ValueSeries<In, Out>,
  values: (event: T) => In,
): OperatorFunction<T, Out> {
  make()
  return (source) =>
    defer(() => {
      const series = make()
      return source.pipe(
        map((event) => (isRevision(event) ? series.replace(...values(event)) : series.update(...values(event)))),
      )
    })
}

function isRevision(event: unknown): boolean {
  return (event as { readonly isRevision?: unknown } | null | undefined)?.isRevision === true
}
