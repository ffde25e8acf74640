import { demand } from '../errors/index.js'
import { BucketSide } from './bucket-side.js'
import type { BookSideName } from './level-reader.js'
import type { OrderBookOptions } from './order-book-options.js'
import { OrderBook } from './order-book.js'

/** What a book of orders must know. */
export interface OrderByOrderBookOptions extends Omit<OrderBookOptions, 'maxLevels'> {
  /** Most orders kept, 1 to 1,000,000; 100,000 unless said. More are refused. */
  readonly maxOrders?: number | undefined
}

/** Why an order was refused; nothing of it was applied. */
export type OrderFault = 'known_order' | 'unknown_order' | 'too_many_orders' | 'bad_price' | 'bad_size'

/** An order that rests in a book. */
export interface RestingOrder {
  /** The venue's id. */
  readonly orderId: string
  /** Where it rests. */
  readonly side: BookSideName
  /** Its price, quote currency. */
  readonly price: number
  /** What is left of it, base units. */
  readonly size: number
}

/** What stands before an order at its price. */
export interface QueuePosition {
  /** Orders that are filled before it. */
  readonly ordersAhead: number
  /** Their base units. */
  readonly volumeAhead: number
}

/**
 * An order book by order (L3): each order with its place in the queue at its price. Orders of one price are filled in
 * the order in which they came. An order that grows or changes its price goes to the end of its queue; one that shrinks
 * keeps its place, as on most venues.
 *
 * Prices are whole ticks, and one between two of them is refused: where old orders rest there, give the decimals in which
 * the venue writes prices.
 *
 * `book` is the same by price (L2); its levels are the exact sums of their orders. Each change is O(1) but for the
 * level's own; `queuePosition` walks the orders ahead.
 *
 * @example
 * ```ts
 * import { OrderByOrderBook } from '@tapeline/core/book'
 * const orders = new OrderByOrderBook({ tickSize: 0.01 })
 * orders.add('a', 'bid', '9.99', '5')
 * orders.add('b', 'bid', 9.99, 2)
 * orders.update('a', 3)
 * console.log(orders.queuePosition('b')) // { ordersAhead: 1, volumeAhead: 3 }
 * orders.delete('a')
 * console.log(orders.book.bidSize, orders.queuePosition('b')?.volumeAhead) // 2 0
 * ```
 */
export class OrderByOrderBook {
  /** The book by price; to be read only. */
  readonly book: OrderBook
  /** Most orders kept. */
  readonly maxOrders: number
  private readonly orders = new Map<string, Order>() // bound: maxOrders, more are refused
  private readonly bids: Side = { name: 'bid', sums: new BucketSide(), queues: new Map() }
  private readonly asks: Side = { name: 'ask', sums: new BucketSide(), queues: new Map() }

  constructor(options: OrderByOrderBookOptions) {
    const { tickSize, sizeStep, maxOrders = 100_000 } = options
    const accepted = Number.isInteger(maxOrders) && maxOrders >= 1 && maxOrders <= 1_000_000
    demand(accepted, 'OrderByOrderBook', 'maxOrders', maxOrders, 'a whole number from 1 to 1000000')
    this.maxOrders = maxOrders
    this.book = new OrderBook({ tickSize, sizeStep, maxLevels: maxOrders })
  }

  /** Number of orders. */
  get count(): number {
    return this.orders.size
  }

  /** A new order, at the end of its queue. */
  add(orderId: string, side: BookSideName, price: number | string, size: number | string): OrderFault | null {
    if (this.orders.has(orderId)) return 'known_order'
    if (this.orders.size >= this.maxOrders) return 'too_many_orders'
    const ticks = this.book.stepsOf(price)
    if (ticks === null) return 'bad_price'
    const kept = this.keptSize(size)
    if (kept === null) return 'bad_size'
    const order: Order = {
      orderId,
      side: side === 'bid' ? this.bids : this.asks,
      ticks,
      size: kept,
      before: null,
      after: null,
    }
    this.orders.set(orderId, order)
    this.enqueue(order)
    return null
  }

  /** Another size, and perhaps another price, of an order. */
  update(orderId: string, size: number | string, price?: number | string): OrderFault | null {
    const order = this.orders.get(orderId)
    if (order === undefined) return 'unknown_order'
    const ticks = price === undefined ? order.ticks : this.book.stepsOf(price)
    if (ticks === null) return 'bad_price'
    const kept = this.keptSize(size)
    if (kept === null) return 'bad_size'
    if (ticks === order.ticks && kept <= order.size) {
      const before = order.size
      order.size = kept
      this.sum(order, before, kept)
      return null
    }
    this.unlink(order)
    order.ticks = ticks
    order.size = kept
    this.enqueue(order)
    return null
  }

  /** An order is gone: filled or canceled. */
  delete(orderId: string): OrderFault | null {
    const order = this.orders.get(orderId)
    if (order === undefined) return 'unknown_order'
    this.unlink(order)
    this.orders.delete(orderId)
    return null
  }

  /** Forgets every order. */
  clear(): void {
    this.orders.clear()
    for (const side of [this.bids, this.asks]) {
      side.sums.clear()
      side.queues.clear()
    }
    this.book.clear()
  }

  /** An order by its id; `null` for one that does not rest here. */
  order(orderId: string): RestingOrder | null {
    const order = this.orders.get(orderId)
    return order === undefined ? null : this.shown(order)
  }

  /** The orders at a price, first to be filled first. */
  queue(side: BookSideName, price: number | string): RestingOrder[] {
    const out: RestingOrder[] = []
    const ticks = this.book.stepsOf(price)
    const half = side === 'bid' ? this.bids : this.asks
    for (let order = half.queues.get(ticks ?? NaN)?.first ?? null; order !== null; order = order.after)
      out.push(this.shown(order))
    return out
  }

  /** What stands before an order; `null` for one that does not rest here. O(orders ahead). */
  queuePosition(orderId: string): QueuePosition | null {
    const order = this.orders.get(orderId)
    if (order === undefined) return null
    let ordersAhead = 0
    let ahead = 0
    for (let other = order.before; other !== null; other = other.before) {
      ordersAhead++
      ahead += other.size
    }
    return { ordersAhead, volumeAhead: this.book.sizeOf(ahead) }
  }

  private keptSize(size: number | string): number | null {
    const kept = this.book.keptSize(size)
    return kept === null || kept === 0 ? null : kept
  }

  private shown({ orderId, side, ticks, size }: Order): RestingOrder {
    return { orderId, side: side.name, price: this.book.priceOf(ticks), size: this.book.sizeOf(size) }
  }

  private enqueue(order: Order): void {
    const { queues } = order.side
    const queue = queues.get(order.ticks)
    order.before = queue?.last ?? null
    order.after = null
    if (queue === undefined) queues.set(order.ticks, { first: order, last: order })
    else {
      queue.last.after = order
      queue.last = order
    }
    this.sum(order, 0, order.size)
  }

  private unlink(order: Order): void {
    const { before, after, ticks } = order
    const { queues } = order.side
    const queue = queues.get(ticks) as Queue
    if (before !== null) before.after = after
    else if (after !== null) queue.first = after
    if (after !== null) after.before = before
    else if (before !== null) queue.last = before
    else queues.delete(ticks)
    this.sum(order, order.size, 0)
  }

  private sum({ side, ticks }: Order, before: number, after: number): void {
    const rank = side.name === 'bid' ? -ticks : ticks
    side.sums.change(rank, before, after)
    this.book.set(side.name, ticks, side.sums.order.sizeAt(rank))
  }
}

interface Side {
  readonly name: BookSideName
  readonly sums: BucketSide
  /** By price in ticks; as many as levels at most. */
  readonly queues: Map<number, Queue>
}

interface Queue {
  first: Order
  last: Order
}

interface Order {
  readonly orderId: string
  readonly side: Side
  ticks: number
  size: number
  before: Order | null
  after: Order | null
}
