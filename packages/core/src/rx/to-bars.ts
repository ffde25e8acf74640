import type { Observable, OperatorFunction } from 'rxjs'
import { BarBuilder, type BarSpec, type BuiltBar } from '../bars/index.js'
import type { MarketEvent } from '../market/index.js'
import { throughSink } from './through-sink.js'

/** What moves the time of an operator beside its events. */
export interface ClockOptions {
  /** Tells the time, UTC epoch ms: bars are then given out at their end, and not with the next event. None unless said. */
  readonly clock$?: Observable<number> | undefined
}

/**
 * Bars of one instrument from its trades, or quotes where the spec says so; other kinds of events pass by unused, a
 * `StreamGap` makes the bars that overlap it partial. A bar comes when it closes, and again when it is corrected or
 * settled: `filter((bar) => bar.isFinal)` has each once. When the source completes, what forms comes as a part.
 *
 * Errors come through the stream: `BAD_DATA` for what cannot be a trade, or is of another instrument (use `groupBy`).
 *
 * @example
 * ```ts
 * import { toBars } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * const trade = { type: 'TradeTick', instrumentId: 'A@demo', size: 1, aggressorSide: null, tradeId: null } as const
 * of({ ...trade, ts: 0, price: 10 }, { ...trade, ts: 1, price: 12 }, { ...trade, ts: 60_000, price: 11 })
 *   .pipe(toBars({ kind: 'time', timeframe: '1m' }))
 *   .subscribe(({ openTime, close, volume }) => {
 *     console.log(openTime, close, volume)
 *     // 0 12 2
 *     // 60000 11 1
 *   })
 * ```
 */
export function toBars(spec: BarSpec, { clock$ }: ClockOptions = {}): OperatorFunction<MarketEvent, BuiltBar> {
  return throughSink((sink: (bar: BuiltBar) => void) => {
    const builder = new BarBuilder(spec, sink)
    const type = builder.spec.from === 'trades' ? 'TradeTick' : 'QuoteTick'
    return {
      update(event: MarketEvent): void {
        if (event.type === 'StreamGap') builder.markGap(event)
        else if (event.type === type && (event.type === 'TradeTick' || event.type === 'QuoteTick'))
          builder.update(event)
      },
      advance: (now) => builder.advance(now),
      finish: () => builder.finish(),
    }
  }, clock$)
}
