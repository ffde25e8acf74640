import { isObservable, Observable, Subscription, type OperatorFunction } from 'rxjs'
import {
  BookAggregation,
  aggregationParams,
  type AggregationParams,
  type BookNotice,
  type PricedLevel,
} from '../book/index.js'
import type { InstrumentId } from '../market/index.js'
import type { OrderBookUpdate } from './order-book.js'

/** A book in steps of `rounding`, copied: it does not change any more. */
export interface AggregatedBook {
  /** Tells it from notices. */
  readonly type: 'AggregatedBook'
  /** Which book. */
  readonly instrumentId: InstrumentId
  /** The venue's time of the newest change. */
  readonly ts: number
  /** Newest update in the book. */
  readonly sequence: number
  /** Distance between prices. */
  readonly rounding: number
  /** Most levels of a side. */
  readonly limit: number
  /** Bids, best first, each at the price below. */
  readonly bids: readonly PricedLevel[]
  /** Asks, best first, each at the price above. */
  readonly asks: readonly PricedLevel[]
}

/**
 * Puts the levels of a book together in steps of a price: bids at the step below, asks at the step above, volumes
 * conserved exactly. Parameters are an object or a stream of them: new ones show the book anew at once, without a new
 * subscription. Notices pass through.
 *
 * The cost is O(1) a changed level and O(limit) an update; nothing is kept beside one bucket a step.
 *
 * @example
 * ```ts
 * import { binanceSpot } from '@tapeline/core/book'
 * import { aggregateBook, orderBook } from '@tapeline/core/rx'
 * import { filter, of } from 'rxjs'
 * const instrumentId = 'BTC/USDT@binance'
 * const bids = [['9.5', '2'], ['9', '1'], ['8.5', '4']] as const
 * of({ type: 'OrderBookSnapshot', instrumentId, ts: 1, sequence: 7, bids, asks: [] } as const)
 *   .pipe(orderBook(binanceSpot, { instrumentId, tickSize: 0.5 }), aggregateBook({ rounding: 1 }))
 *   .pipe(filter((event) => event.type === 'AggregatedBook'))
 *   .subscribe((book) => console.log(book.bids[0]?.price, book.bids[0]?.size)) // 9 3
 * ```
 */
export function aggregateBook(
  params: AggregationParams | Observable<AggregationParams>,
): OperatorFunction<OrderBookUpdate | BookNotice, AggregatedBook | BookNotice> {
  const isLive = isObservable(params)
  if (!isLive) aggregationParams(params)
  return (source) =>
    new Observable((subscriber) => {
      let wanted: AggregationParams | null = isLive ? null : params
      let applied: AggregationParams | null = null
      let newest: OrderBookUpdate | null = null
      let grouped: BookAggregation | null = null

      function show(): void {
        if (newest === null || wanted === null) return
        try {
          if (grouped === null) grouped = new BookAggregation(newest.book, wanted)
          else if (applied !== wanted) grouped.setParams(wanted)
          applied = wanted
        } catch (error) {
          subscriber.error(error)
          return
        }
        const { instrumentId, ts, sequence } = newest
        const [bids, asks] = [grouped.levels('bid'), grouped.levels('ask')]
        subscriber.next({ type: 'AggregatedBook', instrumentId, ts, sequence, ...grouped.params, bids, asks })
      }

      const subscription = new Subscription(() => grouped?.dispose())
      if (isLive)
        subscription.add(
          params.subscribe({
            next(next) {
              wanted = next
              show()
            },
            error: (error: unknown) => subscriber.error(error),
          }),
        )
      subscription.add(
        source.subscribe({
          next(event) {
            if (event.type !== 'OrderBookUpdate') {
              // Parameters that change while the book is not right must not show it.
              if (event.type === 'StreamStateChanged' && event.to !== 'live') newest = null
              subscriber.next(event)
              return
            }
            newest = event
            show()
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      )
      return subscription
    })
}
