import type { BookLevel, OrderBookDelta, OrderBookSnapshot } from '@tapeline/core'
import type { OrderBook } from '@tapeline/core/book'

/** A book as slow and as plain as can be: sizes by price in two Maps, what was received applied as it says. */
export class BookModel {
  #bids = new Map<number, number>() // bound: levels of a recording
  #asks = new Map<number, number>() // bound: levels of a recording
  #sequence = -1
  #early: OrderBookDelta[] = [] // bound: deltas of a recording before its snapshot

  /** Begins anew, and applies what is newer among the deltas that came before. */
  snapshot({ bids, asks, sequence }: OrderBookSnapshot): void {
    this.#bids = new Map()
    this.#asks = new Map()
    this.#set(bids, asks)
    this.#sequence = sequence
    for (const delta of this.#early.splice(0)) this.delta(delta)
  }

  /** Applies a delta that is newer than the book. */
  delta(delta: OrderBookDelta): void {
    if (this.#sequence < 0) this.#early.push(delta)
    if (this.#sequence < 0 || delta.sequence <= this.#sequence) return
    this.#set(delta.bids, delta.asks)
    this.#sequence = delta.sequence
  }

  /** `none`, or the first thing in which a book differs. */
  difference(book: OrderBook): string {
    for (const side of ['bid', 'ask'] as const) {
      const sizes = side === 'bid' ? this.#bids : this.#asks
      const prices = [...sizes.keys()].sort((a, b) => (side === 'bid' ? b - a : a - b))
      const levels = book.levels(side)
      if (levels.length !== prices.length) return `${side}: ${levels.length} levels, not ${prices.length}`
      for (const [at, { price, size }] of levels.entries())
        if (price !== prices[at] || size !== sizes.get(price))
          return `${side} ${at}: ${size} at ${price}, not ${sizes.get(prices[at] as number)} at ${prices[at]}`
    }
    return 'none'
  }

  #set(bids: readonly BookLevel[], asks: readonly BookLevel[]): void {
    for (const [side, levels] of [
      [this.#bids, bids],
      [this.#asks, asks],
    ] as const)
      for (const [price, size] of levels) {
        if (Number(size) === 0) side.delete(Number(price))
        else side.set(Number(price), Number(size))
      }
  }
}
