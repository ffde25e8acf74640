import type { OrderBook } from './order-book.js'

/** How bid and ask stand: `locked` when they are equal, `crossed` when the bid is above the ask. */
export type Crossing = 'normal' | 'locked' | 'crossed'

/**
 * Is a book locked or crossed? For a moment that is normal while a venue sends its two sides one after the other; for
 * longer the book is broken. `null` while a side is empty.
 *
 * @example
 * ```ts
 * import { crossing, OrderBook } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 0.5 })
 * book.applySnapshot([['100.5', '1']], [['100', '1']])
 * console.log(crossing(book)) // crossed
 * ```
 */
export function crossing(book: OrderBook): Crossing | null {
  const { bids, asks } = book
  if (bids.count === 0 || asks.count === 0) return null
  const spread = asks.bestRank + bids.bestRank
  if (spread > 0) return 'normal'
  return spread === 0 ? 'locked' : 'crossed'
}
