import type { InstrumentId, QuoteTick } from '../market/index.js'
import type { OrderBook } from './order-book.js'

/**
 * Best ask less best bid, quote currency; 0 in a locked book, below 0 in a crossed one, `null` while a side is empty.
 *
 * @example
 * ```ts
 * import { microprice, midPrice, OrderBook, spread } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 0.01 })
 * book.applySnapshot([['99.99', '3']], [['100.01', '1']])
 * console.log(spread(book), midPrice(book), microprice(book)) // 0.02 100 100.005
 * ```
 */
export function spread(book: OrderBook): number | null {
  const { bids, asks } = book
  return bids.count === 0 || asks.count === 0 ? null : signed(book, asks.bestRank + bids.bestRank)
}

/** Middle of best bid and ask; `null` while a side is empty. */
export function midPrice(book: OrderBook): number | null {
  const { bidPrice, askPrice } = book
  return bidPrice === null || askPrice === null ? null : (bidPrice + askPrice) / 2
}

/**
 * The middle weighted by the sizes across: `(bid x askSize + ask x bidSize) / (bidSize + askSize)`. It leans to the side
 * with less size, where the next trade moves the price sooner. Called weighted mid by Gatheral and Oomen (2010). `null`
 * while a side is empty.
 */
export function microprice(book: OrderBook): number | null {
  const { bidPrice, askPrice, bidSize, askSize } = book
  if (bidPrice === null || askPrice === null || bidSize === null || askSize === null) return null
  const share = 1 / (1 + askSize / bidSize) // a quotient cannot overflow as a sum of sizes can
  return bidPrice + (askPrice - bidPrice) * share
}

/** Best bid and ask (L1) as an event; `null` while a side is empty. */
export function bookQuote(
  book: OrderBook,
  at: { readonly instrumentId: InstrumentId; readonly ts: number; readonly sequence?: number | null },
): QuoteTick | null {
  const { bidPrice, askPrice, bidSize, askSize } = book
  if (bidPrice === null || askPrice === null) return null
  const { instrumentId, ts, sequence = null } = at
  return { type: 'QuoteTick', instrumentId, ts, bidPrice, askPrice, bidSize, askSize, sequence }
}

function signed(book: OrderBook, ticks: number): number {
  return ticks < 0 ? -book.priceOf(-ticks) : book.priceOf(ticks)
}
