import { demand } from '../errors/index.js'
import type { OrderBook } from './order-book.js'

/** How much a market order asks for: base units, or an amount of money. */
export type SweepSize = { readonly quantity: number } | { readonly notional: number }

/** What a market order would get from a book as it stands. */
export interface SweepCost {
  /** Base units filled. */
  readonly filledQty: number
  /** What is left of the quantity or of the notional, in its own unit; 0 when the book is deep enough. */
  readonly left: number
  /** Quote currency paid or got. */
  readonly notional: number
  /** `notional / filledQty`; `null` when nothing is filled. */
  readonly avgPrice: number | null
  /** The furthest price reached; `null` when nothing is filled. */
  readonly worstPrice: number | null
  /** Levels touched. */
  readonly levels: number
}

/**
 * What a market order of a size would cost: it eats the other side level by level. Fees, latency and what others do
 * meanwhile are not in it. O(levels touched).
 *
 * @example
 * ```ts
 * import { OrderBook, sweepCost } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 1 })
 * book.applySnapshot([], [['100', '2'], ['101', '2'], ['110', '1']])
 * const { avgPrice, worstPrice, left } = sweepCost(book, 'buy', { quantity: 4 })
 * console.log(avgPrice, worstPrice, left) // 100.5 101 0
 * console.log(sweepCost(book, 'buy', { notional: 251 }).filledQty) // 2.504950495049505
 * ```
 */
export function sweepCost(book: OrderBook, side: 'buy' | 'sell', size: SweepSize): SweepCost {
  const isQuantity = 'quantity' in size
  const asked = isQuantity ? size.quantity : size.notional
  const parameter = isQuantity ? 'quantity' : 'notional'
  demand(Number.isFinite(asked) && asked > 0, 'sweepCost', parameter, asked, 'a finite number above 0')
  let left = asked
  let filledQty = 0
  let notional = 0
  let worstPrice: number | null = null
  let levels = 0
  ;(side === 'buy' ? book.asks : book.bids).each((rank, kept) => {
    const price = book.priceOf(Math.abs(rank))
    const there = book.sizeOf(kept)
    const available = isQuantity ? there : there * price
    const isLast = left <= available
    const taken = isLast ? (isQuantity ? left : left / price) : there
    filledQty += taken
    notional += taken * price
    left = isLast ? 0 : left - available
    worstPrice = price
    levels++
    return !isLast
  })
  return { filledQty, left, notional, avgPrice: levels === 0 ? null : notional / filledQty, worstPrice, levels }
}
