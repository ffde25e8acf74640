import { map, merge, Observable, type OperatorFunction } from 'rxjs'
import { RangeCache, type Interval, type TimeRange } from '../bars/index.js'

/** How much `alignTo` keeps. */
export interface AlignOptions {
  /** Most bars kept, the oldest are forgotten first; 10000 unless said, at most 1000000. */
  readonly max?: number | undefined
}

/**
 * Keeps bars in step with a range of time, such as the visible one of a chart: the bars that overlap it, oldest first,
 * anew whenever the range moves or a bar within it comes or changes. A bar with the `openTime` of another takes its place.
 * Nothing comes before the first range. Completes when both have; bounded by `max` bars.
 *
 * @param range$ the range, UTC epoch ms.
 *
 * @example
 * ```ts
 * import { alignTo } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * const bars$ = of({ openTime: 0, closeTime: 10, volume: 1 }, { openTime: 10, closeTime: 20, volume: 2 })
 * bars$.pipe(alignTo(of({ from: 10, to: 30 }))).subscribe((shown) => {
 *   console.log(shown.map(({ volume }) => volume))
 *   // []
 *   // [ 2 ]
 * })
 * ```
 */
export function alignTo<T extends Interval>(
  range$: Observable<TimeRange>,
  { max = 10_000 }: AlignOptions = {},
): OperatorFunction<T, readonly T[]> {
  new RangeCache(max)
  return (source) =>
    new Observable<readonly T[]>((subscriber) => {
      const cache = new RangeCache<T>(max)
      let range: TimeRange | null = null
      const moves$ = range$.pipe(map((next) => ({ next, bar: null })))
      const bars$ = source.pipe(map((bar) => ({ next: null, bar })))
      return merge(moves$, bars$).subscribe({
        next: ({ next, bar }) => {
          if (next !== null) range = next
          if (bar !== null) cache.put(bar)
          if (range === null) return
          if (bar === null || (bar.openTime < range.to && bar.closeTime > range.from))
            subscriber.next(cache.within(range))
        },
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete(),
      })
    })
}
