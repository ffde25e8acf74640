import { defer, map, Observable, type OperatorFunction } from 'rxjs'
import type { MarketEvent, StreamGap } from '../market/index.js'
import { QualityChecker, type Judged, type QualityOptions, type QualityRule } from '../quality/index.js'
import { attempt } from './attempt.js'

/**
 * Puts a verdict beside each market event: `{ event, verdict }`, one for each, in the same turn; nothing is dropped.
 * {@link passing} takes them apart again, {@link tellSilence} tells of streams that have gone silent.
 *
 * @param rules rules, of which each subscriber gets a checker of its own (the default rules unless said); or a checker,
 * whose counters you want to read.
 * @throws `BAD_PARAMETER` at once for options that cannot be.
 *
 * @example
 * ```ts
 * import type { TradeTick } from '@tapeline/core'
 * import { checkQuality } from '@tapeline/core/rx'
 * import { from } from 'rxjs'
 * const trades = [100, NaN].map((price): TradeTick => ({ type: 'TradeTick', instrumentId: 'A@B', ts: 1.7e12, price, size: 1, aggressorSide: null, tradeId: null }))
 * from(trades).pipe(checkQuality()).subscribe(({ event, verdict }) => {
 *   console.log(event.price, verdict.status)
 *   // 100 ok
 *   // NaN rejected
 * })
 * ```
 */
export function checkQuality<E extends MarketEvent>(
  rules?: readonly QualityRule[] | QualityChecker,
  options?: QualityOptions,
): OperatorFunction<E, Judged<E>> {
  const make = (): QualityChecker => (rules instanceof QualityChecker ? rules : new QualityChecker(rules, options))
  make()
  return (source) =>
    defer(() => {
      const checker = make()
      return source.pipe(map((event) => ({ event, verdict: checker.update(event) })))
    })
}

/**
 * Tells a checker what our clock says, as often as `clock$` does, and adds a `StreamGap` for each stream that has been
 * silent for too long. Ends with the events; the clock is let go of then.
 *
 * @example
 * ```ts
 * import type { TradeTick } from '@tapeline/core'
 * import { qualityCheck, stale } from '@tapeline/core/quality'
 * import { checkQuality, tellSilence } from '@tapeline/core/rx'
 * import { NEVER, of, startWith } from 'rxjs'
 * const trade: TradeTick = { type: 'TradeTick', instrumentId: 'A@B', ts: 1.7e12, price: 5, size: 1, aggressorSide: null, tradeId: null }
 * const checker = qualityCheck([stale({ staleAfterMs: 1_000 })])
 * const trades = NEVER.pipe(startWith(trade), checkQuality(checker))
 * trades.pipe(tellSilence(checker, of(1.7e12 + 900, 1.7e12 + 1_100))).subscribe(({ event }) => {
 *   console.log(event.type)
 *   // TradeTick
 *   // StreamGap
 * })
 * ```
 */
export function tellSilence<E extends MarketEvent>(
  checker: QualityChecker,
  clock$: Observable<number>,
): OperatorFunction<Judged<E>, Judged<E | StreamGap>> {
  return (source) =>
    new Observable((subscriber) => {
      const error = (fault: unknown): void => subscriber.error(fault)
      subscriber.add(source.subscribe(subscriber))
      if (subscriber.closed) return
      const tell = (now: number): void => {
        for (const silence of checker.advance(now)) subscriber.next(silence)
      }
      subscriber.add(clock$.subscribe({ next: attempt(tell, error), error }))
    })
}
