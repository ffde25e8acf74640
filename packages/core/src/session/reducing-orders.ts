import type { OrderRecord } from '../orders/index.js'
import { shrinkToPosition, type ContingencyPort } from '../simulator/index.js'

/** The open orders of one instrument that only reduce. They shrink with their position from when the venue has them. */
export class ReducingOrders {
  #orders: readonly OrderRecord[] = [] // bound: maxOpenOrders
  /** Those whose acceptance was not heard yet; true where they have shrunk meanwhile. */
  readonly #unheard = new Map<OrderRecord, boolean>() // bound: maxOpenOrders

  sent(order: OrderRecord): void {
    if (!order.reduceOnly) return
    this.#orders = [...this.#orders, order]
    this.#unheard.set(order, false)
  }

  /** Its acceptance was heard. Has it shrunk before? */
  heard(order: OrderRecord, ts: number): boolean {
    // A venue of one's own may say here alone that it has the order.
    if (Number.isNaN(order.acceptedTs)) order.acceptedTs = ts
    const hasShrunk = this.#unheard.get(order) === true
    this.#unheard.delete(order)
    return hasShrunk
  }

  ended(order: OrderRecord): void {
    if (!order.reduceOnly) return
    this.#unheard.delete(order)
    this.#orders = this.#orders.filter(({ isOpen }) => isOpen)
  }

  /** The position has changed. */
  shrink(heldLots: (leg: OrderRecord['positionSide']) => number, ts: number, port: ContingencyPort): void {
    if (this.#orders.length === 0) return
    shrinkToPosition(this.#orders, heldLots, ts, {
      cancel: (order, reason, at) => port.cancel(order, reason, at),
      resize: (order, lots, at) => this.#resize(order, lots, at, port),
    })
    this.#orders = this.#orders.filter(({ isOpen }) => isOpen)
  }

  /** What is not known to be accepted cannot be told to have changed. */
  #resize(order: OrderRecord, lots: number, ts: number, port: ContingencyPort): void {
    if (!this.#unheard.has(order)) return port.resize(order, lots, ts)
    order.resize(lots)
    this.#unheard.set(order, true)
  }
}
