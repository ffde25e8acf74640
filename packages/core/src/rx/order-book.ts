import { defer, from, Observable, Subscription, take, type ObservableInput, type OperatorFunction } from 'rxjs'
import {
  BookSync,
  type BookNotice,
  type BookRule,
  type BookSyncOptions,
  type OrderBook,
  type SnapshotRequested,
} from '../book/index.js'
import type { InstrumentId, OrderBookDelta, OrderBookSnapshot, StreamGap } from '../market/index.js'

/** A right book after a change. */
export interface OrderBookUpdate {
  /** Tells it from notices. */
  readonly type: 'OrderBookUpdate'
  /** Which book. */
  readonly instrumentId: InstrumentId
  /** The venue's time of the change. */
  readonly ts: number
  /** Newest update in the book. */
  readonly sequence: number
  /** The book itself, which goes on changing: to be read at once, or copied. */
  readonly book: OrderBook
}

/** What an operator of books is given beside the rule. */
export interface OrderBookStreamOptions extends Omit<BookSyncOptions, 'rule' | 'onNotice'> {
  /** Fetches a snapshot when one is needed; what it gives first is used. Without it snapshots come in the stream. */
  readonly snapshots?: ((request: SnapshotRequested) => ObservableInput<OrderBookSnapshot>) | undefined
  /** Times of a clock, UTC epoch ms, for what happens when no event comes: time-outs, silence. */
  readonly times?: ObservableInput<number> | undefined
}

/**
 * Makes right books of a stream of snapshots and deltas, as `BookSync` does: an `OrderBookUpdate` after each change of
 * a right book, and notices of everything else. A `StreamGap` in the stream means that the connection is lost, and one
 * with an end that it is there again. Each subscriber has a book of its own.
 *
 * @example
 * ```ts
 * import { binanceSpot } from '@tapeline/core/book'
 * import { orderBook } from '@tapeline/core/rx'
 * import { of } from 'rxjs'
 * const instrumentId = 'BTC/USDT@binance'
 * const snapshot = { type: 'OrderBookSnapshot', instrumentId, ts: 1, sequence: 7, bids: [['9.5', '2']], asks: [] } as const
 * of(snapshot).pipe(orderBook(binanceSpot, { instrumentId, tickSize: 0.5 })).subscribe((event) => {
 *   console.log(event.type === 'OrderBookUpdate' ? event.book.bidPrice : event.type)
 *   // StreamStateChanged
 *   // 9.5
 * })
 * ```
 */
export function orderBook(
  rule: BookRule,
  options: OrderBookStreamOptions,
): OperatorFunction<OrderBookSnapshot | OrderBookDelta | StreamGap, OrderBookUpdate | BookNotice> {
  const { snapshots, times, ...rest } = options
  new BookSync({ ...rest, rule }) // refuses bad options now rather than at the first subscription
  return (source) =>
    new Observable((subscriber) => {
      const subscriptions = new Subscription()
      let fetching = Subscription.EMPTY
      let depth = 0
      let changedAt: number | null = null
      const sync = new BookSync({ ...rest, rule, onNotice })

      /** Runs a call of the book; an update goes out after every notice of the outermost one. */
      function run(ts: number, action: () => boolean): void {
        depth++
        try {
          if (action()) changedAt = ts
        } finally {
          depth--
        }
        if (depth > 0 || changedAt === null) return
        const { sequence, book } = sync
        const at = changedAt
        changedAt = null
        if (sequence !== null)
          subscriber.next({ type: 'OrderBookUpdate', instrumentId: rest.instrumentId, ts: at, sequence, book })
      }

      function onNotice(notice: BookNotice): void {
        subscriber.next(notice)
        if (notice.type === 'SnapshotRequested' && snapshots !== undefined) fetch(notice, snapshots)
      }

      function fetch(asked: SnapshotRequested, ask: NonNullable<typeof snapshots>): void {
        fetching.unsubscribe()
        const failed = (): void => run(asked.ts, () => (sync.snapshotFailed(asked.ts, asked.request), false))
        fetching = defer(() => ask(asked))
          .pipe(take(1))
          .subscribe({
            next: (snapshot) => run(snapshot.ts, () => sync.applySnapshot(snapshot, asked.request)),
            error: failed,
            complete: failed, // counts only where nothing came
          })
      }

      subscriptions.add(() => {
        fetching.unsubscribe()
        sync.dispose()
      })
      if (times !== undefined)
        subscriptions.add(from(times).subscribe((now) => run(now, () => (sync.advance(now), false))))
      subscriptions.add(
        source.subscribe({
          next: (event) => run(event.ts, () => applyEvent(sync, event)),
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
      )
      return subscriptions
    })
}

function applyEvent(sync: BookSync, event: OrderBookSnapshot | OrderBookDelta | StreamGap): boolean {
  if (event.type !== 'StreamGap') return sync.apply(event)
  if (event.to === null) sync.disconnect(event.ts)
  else sync.connect(event.ts)
  return false
}
