import { from, Observable, type ObservableInput, type OperatorFunction } from 'rxjs'
import { LiquidationBars, type LiquidationBar, type LiquidationBarOptions } from '../bars/index.js'
import type { Liquidation } from '../market/index.js'
import { RecentKeys } from '../series/index.js'
import type { Timeframe } from '../time/index.js'
import { throughSink } from './through-sink.js'
import type { ClockOptions } from './to-bars.js'

/** Which bars, what moves the time, and what happened before. */
export interface LiquidationStreamOptions extends LiquidationBarOptions, ClockOptions {
  /**
   * Liquidations from before the subscription, where a source has them, oldest first. Meanwhile up to 10000 live ones wait;
   * those that the history holds too (same time, side, price and size) count once.
   */
  readonly history?: ObservableInput<Liquidation> | undefined
}

/**
 * Bars of the liquidations of one instrument: what long and short positions lost by force, and its mean over the last 50
 * bars in which there was any. Volumes are lower bounds where a venue sends a sample only: Binance’s `forceOrder` streams
 * send at most one liquidation a symbol and second, the latest.
 *
 * Without `clock$` a bar comes with the first liquidation after it, which can be long.
 *
 * @param options the timeframe, or all options.
 *
 * @example
 * ```ts
 * import { liquidationBars } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * const forced = { type: 'Liquidation', instrumentId: 'BTC/USDT:USDT@binance', price: 100 } as const
 * of({ ...forced, ts: 1, side: 'sell', size: 2 } as const, { ...forced, ts: 2, side: 'buy', size: 1 } as const)
 *   .pipe(liquidationBars('1m'))
 *   .subscribe(({ longVolume, shortVolume, longQuoteVolume, count }) => {
 *     console.log(longVolume, shortVolume, longQuoteVolume, count) // 2 1 200 2
 *   })
 * ```
 */
export function liquidationBars(
  options: Timeframe | LiquidationStreamOptions,
): OperatorFunction<Liquidation, LiquidationBar> {
  const { clock$, history, ...bars } = typeof options === 'string' ? { timeframe: options } : options
  const build = throughSink((sink: (bar: LiquidationBar) => void) => new LiquidationBars(bars, sink), clock$)
  if (history === undefined) return build
  return (source) => build(historyFirst(source, history))
}

/** Live events wait for the history to end; what is in both counts once. */
function historyFirst(source: Observable<Liquidation>, history: ObservableInput<Liquidation>): Observable<Liquidation> {
  return new Observable((subscriber) => {
    const known = new RecentKeys({ ttlMs: Infinity, max: MOST })
    const waiting: Liquidation[] = [] // bound: MOST, then the oldest leave; empty once the history has ended
    let [isLive, isOver] = [false, false]
    const error = (reason: unknown): void => subscriber.error(reason)
    subscriber.add(
      source.subscribe({
        next: (event) => {
          if (isLive) subscriber.next(event)
          else if (waiting.push(event) > MOST) waiting.shift()
        },
        error,
        complete: () => {
          isOver = true
          if (isLive) subscriber.complete()
        },
      }),
    )
    subscriber.add(
      from(history).subscribe({
        next: (event) => {
          known.isNew(keyOf(event), event.ts)
          subscriber.next(event)
        },
        error,
        complete: () => {
          for (const event of waiting.splice(0)) if (!known.has(keyOf(event))) subscriber.next(event)
          isLive = true
          if (isOver) subscriber.complete()
        },
      }),
    )
  })
}

function keyOf({ ts, side, price, size }: Liquidation): string {
  return `${ts}|${side}|${price}|${size}`
}

const MOST = 10_000
