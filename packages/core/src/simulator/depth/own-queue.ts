import type { OrderPicture } from '../../book/order-picture.js'
import type { OwnOrder } from './own-order.js'
import type { QueueModel } from './queue-model.js'

/** Own orders that rest on one side, best price first, then as they came. */
export class OwnQueue {
  orders: OwnOrder[] = [] // bound: maxOpenOrders of the run
  readonly #isBuy: boolean
  readonly #market: OrderPicture
  readonly #model: QueueModel
  readonly #lotSize: number

  constructor(isBuy: boolean, market: OrderPicture, model: QueueModel, lotSize: number) {
    this.#isBuy = isBuy
    this.#market = market
    this.#model = model
    this.#lotSize = lotSize
  }

  /** An order comes to rest behind everything that its level shows. */
  add(order: OwnOrder): void {
    order.traded = 0
    this.#enqueue(order)
  }

  /** Levels that are told by price have changed: the queues move as the model says. */
  advance(): void {
    if (this.#model.needsOrders === true) return
    for (const order of this.orders) {
      const after = this.#shownAt(order.rank)
      if (after !== after) {
        order.shown = NaN
        continue
      }
      if (order.shown !== order.shown) order.front = Math.min(order.front, after)
      else if (after !== order.shown || order.traded > 0)
        order.front = this.#model.advance(order.front, order.shown, after, order.traded)
      order.shown = after
      order.traded = 0
    }
  }

  /** After a gap nobody knows what was traded and what was canceled: only that no more is ahead than is there. */
  restart(): void {
    if (this.#model.needsOrders === true) return
    for (const order of this.orders) {
      const after = this.#shownAt(order.rank)
      if (after === after) order.front = Math.min(order.front, after)
      order.shown = after
      order.traded = 0
    }
  }

  /** All orders of the market are told anew: what is ahead is counted from here on. */
  recount(): void {
    for (const order of this.orders) order.front = 0
  }

  /** An order of the market, with its place in the line, grew or shrank. */
  shift(rank: number, place: number, change: number): void {
    for (const order of this.orders) {
      if (order.rank > rank) break
      if (order.rank === rank && order.place > place) order.front += change
    }
  }

  /** Icebergs that show a new part go behind everything at their price. */
  renew(): void {
    for (const order of this.orders) {
      if (!order.isRenewed) continue
      order.isRenewed = false
      if (order.isDone) continue
      this.remove(order)
      this.#enqueue(order)
      // What was printed there since the level was told is gone already.
      if (this.#model.needsOrders !== true) order.front = Math.max(0, order.front - order.traded)
    }
  }

  /** Takes an order out, whose price or size has changed. */
  remove(order: OwnOrder): void {
    this.orders = this.orders.filter((one) => one !== order)
  }

  /** Takes out what is done. */
  sweep(): void {
    if (this.orders.some(({ isDone }) => isDone)) this.orders = this.orders.filter(({ isDone }) => !isDone)
  }

  #enqueue(order: OwnOrder): void {
    const { orders } = this
    let at = orders.length
    while (at > 0 && (orders[at - 1] as OwnOrder).rank > order.rank) at--
    // A new list: whoever walks the present one lets it meet the next event.
    this.orders = [...orders.slice(0, at), order, ...orders.slice(at)]
    if (this.#model.needsOrders === true) {
      order.place = this.#market.takePlace()
      order.front = this.#market.lotsAt(this.#isBuy ? 1 : -1, Math.abs(order.rank))
      return
    }
    order.shown = this.#shownAt(order.rank)
    order.front = order.shown === order.shown ? order.shown : Infinity
  }

  /** Lots of a level; NaN where data of the touch alone do not show it. */
  #shownAt(rank: number): number {
    const { levels } = this.#market
    const side = this.#isBuy ? levels.bids : levels.asks
    if (levels.isTouchOnly && rank > side.bestRank) return NaN
    return side.sizeAt(rank) / this.#lotSize
  }
}
