import { demand } from '../errors/index.js'
import type { BookSideName } from './level-reader.js'
import type { OrderBook } from './order-book.js'

/** How much of a book an imbalance looks at: so many levels, or what is no further from the best price than a distance. */
export type ImbalanceScope = { readonly levels: number } | { readonly within: number }

/**
 * `(bids - asks) / (bids + asks)` of sizes, from -1 (sellers only) to 1 (buyers only): of the best level, of the best
 * `levels` of each side, or of what stands `within` a distance in price of its side's best price. `null` in an empty
 * book. O(levels looked at).
 *
 * @example
 * ```ts
 * import { imbalance, OrderBook } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 0.01 })
 * book.applySnapshot([['99.99', '3'], ['99.90', '5']], [['100.01', '1'], ['100.02', '1']])
 * console.log(imbalance(book), imbalance(book, { levels: 2 }), imbalance(book, { within: 0.05 })) // 0.5 0.6 0.2
 * ```
 */
export function imbalance(book: OrderBook, scope: ImbalanceScope = { levels: 1 }): number | null {
  const bids = near(book, 'bid', scope)
  const asks = near(book, 'ask', scope)
  const total = bids + asks
  return total > 0 && total < Infinity ? (bids - asks) / total : null
}

/**
 * Base units that rest on a side from one price to another, both included; 0 where nothing does. O(levels down to the
 * far price).
 */
export function volumeBetween(book: OrderBook, side: BookSideName, from: number, to: number): number {
  const accepted = typeof from === 'number' && typeof to === 'number' && from <= to
  demand(accepted, 'volumeBetween', 'from', from, `a price not above to (${to})`)
  let sum = 0
  ;(side === 'bid' ? book.bids : book.asks).each((rank, size) => {
    const price = book.priceOf(Math.abs(rank))
    if (price >= from && price <= to) sum += size
    return side === 'bid' ? price >= from : price <= to
  })
  return book.sizeOf(sum)
}

function near(book: OrderBook, side: BookSideName, scope: ImbalanceScope): number {
  const half = side === 'bid' ? book.bids : book.asks
  let sum = 0
  if ('within' in scope) {
    const { within } = scope
    demand(
      typeof within === 'number' && within >= 0,
      'imbalance',
      'within',
      within,
      'a distance in price of at least 0',
    )
    const best = half.bestRank
    half.each((rank, size) => {
      if (book.priceOf(rank - best) > within) return false
      sum += size
      return true
    })
    return sum
  }
  const { levels } = scope
  demand(Number.isInteger(levels) && levels >= 1, 'imbalance', 'levels', levels, 'a whole number from 1')
  let left = levels
  half.each((_, size) => {
    sum += size
    return --left > 0
  })
  return sum
}
