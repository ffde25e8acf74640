import type { OperatorFunction } from 'rxjs'
import { Change } from '../series/index.js'
import { follow, type Value } from './follow.js'

/**
 * Has a value moved by at least `by` from the last one for which this was true? The first one is; small steps add up. With
 * `where` it thins a stream out to the moves that matter. One answer an event; O(1).
 *
 * @example
 * ```ts
 * import { changed, where } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(100, 103, 105, 101, 99).pipe(where(changed((x) => x, 5)), toArray()).subscribe((prices) => {
 *   console.log(prices) // [ 100, 105, 99 ]
 * })
 * ```
 */
export function changed<T>(value: Value<T>, by = 0): OperatorFunction<T, boolean> {
  return follow(
    () => new Change(by),
    (event: T) => [value(event)] as const,
  )
}
