import { demand } from '../errors/index.js'
import type { BookLevel, InstrumentId, OrderBookSnapshot } from '../market/index.js'
import type { BookSideName } from './level-reader.js'
import type { OrderBook } from './order-book.js'

/** What an event of a book says beside its levels. */
export interface BookSnapshotHead {
  /** Which book. */
  readonly instrumentId: InstrumentId
  /** UTC epoch ms. */
  readonly ts: number
  /** Newest update in the book. */
  readonly sequence: number
  /** Most levels of each side, at least 1; all of them unless said. */
  readonly limit?: number | undefined
}

/**
 * The best levels of a book as an event, best first, to be recorded or sent on; it stays as it is while the book
 * changes. O(levels).
 *
 * @example
 * ```ts
 * import { bookSnapshot, OrderBook } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 0.5 })
 * book.applySnapshot([['9.0', '1'], ['9.5', '2']], [['10.0', '3']])
 * const { bids, asks } = bookSnapshot(book, { instrumentId: 'BTC/USDT@binance', ts: 1, sequence: 7, limit: 1 })
 * console.log(bids, asks) // [ [ 9.5, 2 ] ] [ [ 10, 3 ] ]
 * ```
 */
export function bookSnapshot(book: OrderBook, head: BookSnapshotHead): OrderBookSnapshot {
  const { instrumentId, ts, sequence, limit = Infinity } = head
  const isLimit = limit === Infinity || (Number.isInteger(limit) && limit >= 1)
  demand(isLimit, 'bookSnapshot', 'limit', limit, 'a whole number above 0')
  const side = (name: BookSideName): BookLevel[] =>
    book.levels(name, limit).map(({ price, size }): BookLevel => [price, size])
  return { type: 'OrderBookSnapshot', instrumentId, ts, sequence, bids: side('bid'), asks: side('ask') }
}
