import { fromSteps } from '../symbols/index.js'
import type { BookPicture } from './book-picture.js'
import { BookSide } from './book-side.js'
import type { OrderFault } from './order-by-order-book.js'
import { OrderTable } from './order-table.js'

/** Orders that one book keeps; a recording with more is refused. */
const MAX_ORDERS = 1_000_000

/** Hears what happens in the queues of a market. `side` is 1 for bids, -1 for asks; lower places are filled first. */
export interface QueueListener {
  /** All queues are told anew, beginning now. */
  onQueuesCleared(): void
  /** An order at a place grew by `change` lots; it shrank or went where that is below 0. */
  onQueue(side: number, ticks: number, place: number, change: number): void
  /** Lots of an order are executed at `ts`; it shrinks right after. */
  onExecution(side: number, ticks: number, place: number, lots: number, ts: number): void
}

/**
 * What a recording says about each order of a book (L3), with its place in the line of all that came: who has the lower
 * place at a price is filled first. The levels are kept beside.
 *
 * A snapshot names orders that were known before: those keep their place, unless they have grown or moved. Orders that it
 * names for the first time came after all of them. Each change is O(1) but for the level's own; at most 1,000,000 orders.
 *
 * @example
 * ```ts
 * import { BookPicture, OrderPicture } from '@tapeline/core/book'
 * const orders = new OrderPicture(new BookPicture(0.01), 0.1)
 * orders.begin()
 * orders.add(1, 1, 9_999, 50) // the order 1: a bid at 99.99 for 5
 * orders.execute(1, 20, 0)
 * orders.end()
 * console.log(orders.lotsAt(1, 9_999), orders.levels.bids.bestSize) // 30 3
 * ```
 */
export class OrderPicture {
  /** The same by price; to be read only. */
  readonly levels: BookPicture
  /** Has it been told of single orders at all? */
  isFed = false
  /** Who hears of each change. */
  listener: QueueListener | null = null
  readonly #lotSize: number
  readonly #bids = new BookSide()
  readonly #asks = new BookSide()
  #orders = new OrderTable()
  /** Orders of before the snapshot that is being told. */
  #known: OrderTable | null = null
  #nextPlace = 0

  constructor(levels: BookPicture, lotSize: number) {
    this.levels = levels
    this.#lotSize = lotSize
  }

  /** A place behind everyone who is there. */
  takePlace(): number {
    return this.#nextPlace++
  }

  /** Lots that rest at a price. */
  lotsAt(side: number, ticks: number): number {
    return side > 0 ? this.#bids.sizeAt(-ticks) : this.#asks.sizeAt(ticks)
  }

  /** A snapshot begins. */
  begin(): void {
    this.isFed = true
    this.#known = this.#orders
    this.#orders = new OrderTable()
    this.#bids.clear()
    this.#asks.clear()
    this.levels.clear()
    this.listener?.onQueuesCleared()
  }

  /** A message is whole. */
  end(): void {
    this.#known = null
  }

  /** A new order, behind everyone who is there. */
  add(orderId: number, side: number, ticks: number, lots: number): OrderFault | null {
    const orders = this.#orders
    if (orders.slotOf(orderId) >= 0) return 'known_order'
    if (orders.count === MAX_ORDERS) return 'too_many_orders'
    const place = this.#placeOf(orderId, side, ticks, lots)
    orders.add(orderId, side, ticks, lots, place)
    this.#change(side, ticks, place, lots)
    return null
  }

  /** Another size or price: whoever grows or moves goes behind everyone else. */
  update(orderId: number, ticks: number, lots: number): OrderFault | null {
    const orders = this.#orders
    const slot = orders.slotOf(orderId)
    if (slot < 0) return 'unknown_order'
    const side = orders.sides[slot]!
    const before = orders.ticks[slot]!
    const had = orders.lots[slot]!
    if (ticks === before && lots <= had) {
      orders.lots[slot] = lots
      if (lots < had) this.#change(side, ticks, orders.places[slot]!, lots - had)
      return null
    }
    this.#change(side, before, orders.places[slot]!, -had)
    const place = this.takePlace()
    orders.ticks[slot] = ticks
    orders.lots[slot] = lots
    orders.places[slot] = place
    this.#change(side, ticks, place, lots)
    return null
  }

  /** An order is gone without a fill. */
  delete(orderId: number): OrderFault | null {
    const orders = this.#orders
    const slot = orders.slotOf(orderId)
    if (slot < 0) return 'unknown_order'
    orders.delete(orderId, slot)
    this.#change(orders.sides[slot]!, orders.ticks[slot]!, orders.places[slot]!, -orders.lots[slot]!)
    return null
  }

  /** Lots of an order are executed at `ts`; with the last of them it is gone. */
  execute(orderId: number, lots: number, ts: number): OrderFault | null {
    const orders = this.#orders
    const slot = orders.slotOf(orderId)
    if (slot < 0) return 'unknown_order'
    const left = orders.lots[slot]! - lots
    if (left < 0) return 'bad_size'
    const side = orders.sides[slot]!
    const ticks = orders.ticks[slot]!
    const place = orders.places[slot]!
    this.listener?.onExecution(side, ticks, place, lots, ts)
    orders.lots[slot] = left
    if (left === 0) orders.delete(orderId, slot)
    this.#change(side, ticks, place, -lots)
    return null
  }

  #placeOf(orderId: number, side: number, ticks: number, lots: number): number {
    const known = this.#known
    const slot = known === null ? -1 : known.slotOf(orderId)
    if (known === null || slot < 0) return this.takePlace()
    const isSame = known.sides[slot] === side && known.ticks[slot] === ticks && lots <= known.lots[slot]!
    return isSame ? known.places[slot]! : this.takePlace()
  }

  #change(side: number, ticks: number, place: number, change: number): void {
    const half = side > 0 ? this.#bids : this.#asks
    const rank = side > 0 ? -ticks : ticks
    const lots = half.sizeAt(rank) + change
    half.set(rank, lots)
    this.levels.set(side, ticks, fromSteps(lots, this.#lotSize))
    this.listener?.onQueue(side, ticks, place, change)
  }
}
