import { map, type OperatorFunction } from 'rxjs'
import { Streak } from '../series/index.js'
import { checkPeriod } from '../series/check-period.js'
import { follow, type Value } from './follow.js'

/**
 * Has a value risen `times` times in a row, each above the one before? Values that are not there are left out. One answer an
 * event; O(1).
 *
 * @example
 * ```ts
 * import { rising } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(5, 6, 7, 7, 8).pipe(rising((x) => x, 2), toArray()).subscribe((answers) => {
 *   console.log(answers) // [ false, false, true, false, false ]
 * })
 * ```
 */
export function rising<T>(value: Value<T>, times = 1): OperatorFunction<T, boolean> {
  return streak('rising', value, times, 1)
}

/**
 * Has a value fallen `times` times in a row, each below the one before? The mirror of {@link rising}; O(1).
 *
 * @example
 * ```ts
 * import { falling } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(5, 4, 3).pipe(falling((x) => x), toArray()).subscribe((answers) => {
 *   console.log(answers) // [ false, true, true ]
 * })
 * ```
 */
export function falling<T>(value: Value<T>, times = 1): OperatorFunction<T, boolean> {
  return streak('falling', value, times, -1)
}

function streak<T>(owner: string, value: Value<T>, times: number, direction: 1 | -1): OperatorFunction<T, boolean> {
  const least = checkPeriod(owner, times, 1, 'times')
  const lengths = follow(
    () => new Streak(),
    (event: T) => [value(event)] as const,
  )
  return (source) =>
    source.pipe(
      lengths,
      map((length) => length * direction >= least),
    )
}
