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
    const isLater = ({ acceptedTs }: OrderRecord): boolean => acceptedTs > ts
    if (!this.active.some(isLater) && !this.dormant.some(isLater)) return []
    const taken = [...this.active, ...this.dormant].filter(isLater)
    keep(this.active, (order) => !isLater(order))
    keep(this.dormant, (order) => !isLater(order))
    return taken
  }

  /** A stop whose price was reached joins the active ones. */
  wake(order: OrderRecord): void {
    this.dormant.splice(this.dormant.indexOf(order), 1)
    this.add(order)
  }

  removeEnded(): void {
    keep(this.active, ({ isOpen }) => isOpen)
    keep(this.dormant, ({ isOpen }) => isOpen)
  }
}

/** Higher meets the market earlier. */
function eagerness(order: OrderRecord): number {
  if (order.limitPrice === null) return Infinity
  return order.side === 'buy' ? order.limitPrice : -order.limitPrice
}

function keep(orders: OrderRecord[], isKept: (order: OrderRecord) => boolean): void {
  let kept = 0
  for (const order of orders) if (isKept(order)) orders[kept++] = order
  orders.length = kept
}
