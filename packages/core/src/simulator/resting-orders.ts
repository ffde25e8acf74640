import type { OrderRecord } from '../orders/index.js'

/**
 * The open orders of one instrument, in the order in which a print or a price path meets them: market orders, then
 * limits by price (the most eager first), then by time of acceptance; stops wait apart.
 */
export class RestingOrders {
  readonly active: OrderRecord[] = [] // bound: maxOpenOrders, checked before an order is accepted
  readonly dormant: OrderRecord[] = [] // bound: maxOpenOrders, together with the active ones

  get size(): number {
    return this.active.length + this.dormant.length
  }

  /** The active ones first. */
  get all(): OrderRecord[] {
    return [...this.active, ...this.dormant]
  }

  add(order: OrderRecord): void {
    if (order.isDormant) {
      this.dormant.push(order)
      return
    }
    let at = this.active.length
    while (at > 0 && eagerness(this.active[at - 1]!) < eagerness(order)) at--
    this.active.splice(at, 0, order)
  }

  /** Takes out the orders that were accepted after a moment. */
  takeAcceptedAfter(ts: number): readonly OrderRecord[] {
    const taken = this.all.filter(({ acceptedTs }) => acceptedTs > ts)
    if (taken.length > 0) this.#keep(({ acceptedTs }) => acceptedTs <= ts)
    return taken
  }

  /** A stop whose price was reached joins the active ones. */
  wake(order: OrderRecord): void {
    this.dormant.splice(this.dormant.indexOf(order), 1)
    this.add(order)
  }

  /** An order goes behind all others at its price, which may be another one than before. */
  requeue(order: OrderRecord): void {
    const orders = this.active.includes(order) ? this.active : this.dormant
    const at = orders.indexOf(order)
    if (at < 0) return
    orders.splice(at, 1)
    this.add(order)
  }

  removeEnded(): void {
    this.#keep(({ isOpen }) => isOpen)
  }

  #keep(isKept: (order: OrderRecord) => boolean): void {
    for (const orders of [this.active, this.dormant]) {
      let kept = 0
      for (const order of orders) if (isKept(order)) orders[kept++] = order
      while (orders.length > kept) orders.pop()
    }
  }
}

/** Higher meets the market earlier. */
function eagerness(order: OrderRecord): number {
  if (order.limitPrice === null) return Infinity
  return order.side === 'buy' ? order.limitPrice : -order.limitPrice
}
