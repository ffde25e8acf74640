import type { BookPicture } from '../../book/book-picture.js'
import type { OwnOrder } from './own-order.js'
import type { QueueModel } from './queue-model.js'

/** Own orders that rest on one side, best price first, then as they came. */
export class OwnQueue {
  orders: OwnOrder[] = [] // bound: maxOpenOrders of the run
  readonly #isBuy: boolean
  readonly #picture: BookPicture
  readonly #model: QueueModel
  readonly #lotSize: number

  constructor(isBuy: boolean, picture: BookPicture, model: QueueModel, lotSize: number) {
    this.#isBuy = isBuy
    this.#picture = picture
    this.#model = model
    this.#lotSize = lotSize
  }

  /** An order comes to rest behind everything that its level shows. */
  add(order: OwnOrder): void {
    const { orders } = this
    let at = orders.length
    while (at > 0 && (orders[at - 1] as OwnOrder).rank > order.rank) at--
    orders.splice(at, 0, order)
    order.shown = this.#shownAt(order.rank)
    order.front = order.shown === order.shown ? order.shown : Infinity
    order.traded = 0
  }

  /** The levels have been told anew: the queues move. */
  advance(): void {
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
    for (const order of this.orders) {
      const after = this.#shownAt(order.rank)
      if (after === after) order.front = Math.min(order.front, after)
      order.shown = after
      order.traded = 0
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

  /** Lots of a level; NaN where data of the touch alone do not show it. */
  #shownAt(rank: number): number {
    const side = this.#isBuy ? this.#picture.bids : this.#picture.asks
    if (this.#picture.isTouchOnly && rank > side.bestRank) return NaN
    return side.sizeAt(rank) / this.#lotSize
  }
}
