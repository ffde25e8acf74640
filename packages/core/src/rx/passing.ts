import { filter, map, tap, type OperatorFunction } from 'rxjs'
import type { Judged } from '../quality/index.js'

/**
 * The events that may be used: those that are ok or flagged. The rejected ones go to `aside`, which has to be said, so
 * that none is lost without a word; flagged ones are shown to it, too.
 *
 * @param aside gets what is not ok: to count, to log, to keep.
 *
 * @example
 * ```ts
 * import type { TradeTick } from '@tapeline/core'
 * import { checkQuality, passing } from '@tapeline/core/rx'
 * import { from } from 'rxjs'
 * const trades = [100, NaN, 101].map((price): TradeTick => ({ type: 'TradeTick', instrumentId: 'A@B', ts: 1.7e12, price, size: 1, aggressorSide: null, tradeId: null }))
 * const aside: string[] = []
 * const usable = from(trades).pipe(checkQuality(), passing(({ verdict }) => aside.push(verdict.status)))
 * usable.subscribe({ next: ({ price }) => aside.push(String(price)), complete: () => {
 *   console.log(aside.join()) // 100,rejected,101
 * } })
 * ```
 */
export function passing<E>(aside: (judged: Judged<E>) => void): OperatorFunction<Judged<E>, E> {
  return (source) =>
    source.pipe(
      tap((judged) => {
        if (judged.verdict.status !== 'ok') aside(judged)
      }),
      filter(({ verdict }) => verdict.status !== 'rejected'),
      map(({ event }) => event),
    )
}
