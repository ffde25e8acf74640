import { defer, map, share, startWith, tap, type OperatorFunction } from 'rxjs'
import { badParameter, demand, demandKnown } from '../errors/index.js'

/** A value, and how fresh it is. */
export interface Cached<T> {
  readonly value: T
  /** True of the value that was there before the subscriber came. */
  readonly isCached: boolean
  /** Milliseconds since it came to us; 0 of a live one. */
  readonly ageMs: number
  /** Older than `staleAfterMs`. */
  readonly isStale: boolean
}

/** When a cached value is stale, and by which clock. */
export interface CacheFirstOptions {
  /** Age in milliseconds beyond which a value is stale; never unless said. */
  readonly staleAfterMs?: number | undefined
  /** A clock in milliseconds, best one that never goes back: `() => performance.now()`. */
  readonly now: () => number
}

/**
 * The last value at once, with its age and whether it is stale, and then what comes live: a screen that opens is not
 * empty. The source is subscribed to once for all subscribers, and let go of with the last of them; its last value stays.
 *
 * @throws `BAD_PARAMETER`, `UNKNOWN_PARAMETER` at once for options that cannot be.
 *
 * @example
 * ```ts
 * import { cacheFirst } from '@tapeline/core/rx'
 * import { Subject } from 'rxjs'
 * let clock = 0
 * const prices = new Subject<number>()
 * const price$ = prices.pipe(cacheFirst({ staleAfterMs: 1_000, now: () => clock }))
 * price$.subscribe()
 * prices.next(100)
 * clock = 1_500
 * price$.subscribe((price) => console.log(price)) // { value: 100, isCached: true, ageMs: 1500, isStale: true }
 * ```
 */
export function cacheFirst<T>(options: CacheFirstOptions): OperatorFunction<T, Cached<T>> {
  demandKnown('cacheFirst', options, ['staleAfterMs', 'now'])
  const { staleAfterMs = Infinity, now } = options
  demand(typeof now === 'function', 'cacheFirst', 'now', now, 'a clock, such as () => performance.now()')
  if (!(staleAfterMs >= 0))
    throw badParameter({
      owner: 'cacheFirst',
      parameter: 'staleAfterMs',
      value: staleAfterMs,
      expected: 'milliseconds of at least 0',
    })
  return (source) => {
    let last: { readonly value: T; readonly at: number } | null = null
    const live = source.pipe(
      tap((value) => (last = { value, at: now() })),
      share(),
    )
    return defer(() => {
      const fresh = live.pipe(map((value): Cached<T> => ({ value, isCached: false, ageMs: 0, isStale: false })))
      if (last === null) return fresh
      const ageMs = now() - last.at
      return fresh.pipe(startWith({ value: last.value, isCached: true, ageMs, isStale: ageMs > staleAfterMs }))
    })
  }
}
