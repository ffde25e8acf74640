import type { OperatorFunction } from 'rxjs'
import { PercentRank } from '../series/index.js'
import { follow, type Value } from './follow.js'

/**
 * How a value ranks among the `period` before it: per cent of them that are not above it; `null` until so many have come, and
 * where it is not there. One answer an event; O(log n).
 *
 * @example
 * ```ts
 * import { percentRank } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(3, 1, 2, 9).pipe(percentRank((x) => x, 2), toArray()).subscribe((ranks) => {
 *   console.log(ranks) // [ null, null, 50, 100 ]
 * })
 * ```
 */
export function percentRank<T>(value: Value<T>, period: number): OperatorFunction<T, number | null> {
  return follow(
    () => new PercentRank(period),
    (event: T) => [value(event)] as const,
  )
}
