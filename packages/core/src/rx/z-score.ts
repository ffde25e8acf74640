import type { OperatorFunction } from 'rxjs'
import { ZScore } from '../series/index.js'
import { follow, type Value } from './follow.js'

/**
 * How many standard deviations (of the population) a value lies above the mean of the newest `period`, itself included; `null`
 * until so many have come, where they are all the same, and where it is not there. One answer an event; O(1) amortised.
 *
 * @example
 * ```ts
 * import { zScore } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(1, 3, 3).pipe(zScore((x) => x, 2), toArray()).subscribe((scores) => {
 *   console.log(scores) // [ null, 1, null ]
 * })
 * ```
 */
export function zScore<T>(value: Value<T>, period: number): OperatorFunction<T, number | null> {
  return follow(
    () => new ZScore(period),
    (event: T) => [value(event)] as const,
  )
}
