import { map, type OperatorFunction } from 'rxjs'
import { Crossing, type CrossingOptions } from '../series/index.js'
import { follow, type Value } from './follow.js'

/**
 * Does one series cross above another, or above a level, at this event? It was at or below it at the event before, and is
 * above it now. False where one has no value. One answer an event; O(1).
 *
 * @example
 * ```ts
 * import { crossesAbove, indicate, where } from '@tapeline/core/rx'
 * import { sma } from '@tapeline/indicators'
 * import { from } from 'rxjs'
 * const trades$ = from([9, 9, 9, 12, 13].map((price, ts) => ({ ts, price, size: 1, aggressorSide: null })))
 * const buys$ = trades$.pipe(
 *   indicate({ fast: sma({ period: 1 }), slow: sma({ period: 3 }) }),
 *   where(crossesAbove((e) => e.ind.fast, (e) => e.ind.slow)),
 * )
 * buys$.subscribe(({ trade }) => {
 *   console.log(trade.ts, trade.price) // 3 12
 * })
 * ```
 */
export function crossesAbove<T>(
  series: Value<T>,
  line: Value<T> | number,
  options: CrossingOptions = {},
): OperatorFunction<T, boolean> {
  return crossing(series, line, options, (direction) => direction === 1)
}

/**
 * Does one series cross below another, or below a level, at this event? The mirror of {@link crossesAbove}; O(1).
 *
 * @example
 * ```ts
 * import { crossesBelow } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(31, 30, 29, 28).pipe(crossesBelow((x) => x, 30), toArray()).subscribe((answers) => {
 *   console.log(answers) // [ false, false, true, false ]
 * })
 * ```
 */
export function crossesBelow<T>(
  series: Value<T>,
  line: Value<T> | number,
  options: CrossingOptions = {},
): OperatorFunction<T, boolean> {
  return crossing(series, line, options, (direction) => direction === -1)
}

/**
 * Does one series cross another, or a level, in either direction at this event? {@link crossesAbove} or
 * {@link crossesBelow}; O(1).
 *
 * @example
 * ```ts
 * import { crosses } from '@tapeline/core/rx'
 * import { of, toArray } from 'rxjs'
 * of(-1, 2, 3, -4).pipe(crosses((x) => x, 0), toArray()).subscribe((answers) => {
 *   console.log(answers) // [ false, true, false, true ]
 * })
 * ```
 */
export function crosses<T>(
  series: Value<T>,
  line: Value<T> | number,
  options: CrossingOptions = {},
): OperatorFunction<T, boolean> {
  return crossing(series, line, options, (direction) => direction !== 0)
}

function crossing<T>(
  series: Value<T>,
  line: Value<T> | number,
  options: CrossingOptions,
  isMeant: (direction: -1 | 0 | 1) => boolean,
): OperatorFunction<T, boolean> {
  const level = typeof line === 'number' ? () => line : line
  const answers = follow(
    () => new Crossing(options),
    (event: T) => [series(event), level(event)] as const,
  )
  return (source) => source.pipe(answers, map(isMeant))
}
