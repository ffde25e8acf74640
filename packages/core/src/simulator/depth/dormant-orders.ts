import { followPrice } from '../trailing-stop.js'
import type { OwnOrder } from './own-order.js'

/** Own orders that sleep at the venue until the market reaches their stop price. */
export class DormantOrders {
  orders: OwnOrder[] = [] // bound: maxOpenOrders of the run
  readonly #tickSize: number

  constructor(tickSize: number) {
    this.#tickSize = tickSize
  }

  /** Wakes those that a price reaches, and hands them over. */
  wake(price: number): readonly OwnOrder[] {
    if (this.orders.length === 0) return NONE
    const woken = this.orders.filter((order) => !order.isDone && isStopReached(order, price))
    if (woken.length === 0) return NONE
    for (const order of woken) order.wake(this.#tickSize)
    this.orders = this.orders.filter(({ isDormant }) => isDormant)
    return woken
  }

  /** Trailing stops follow a price, after everything that it has woken. */
  follow(price: number): void {
    for (const { record } of this.orders) followPrice(record, price, this.#tickSize)
  }

  /** Drops what is done. */
  sweep(): void {
    if (this.orders.some(({ isDone }) => isDone)) this.orders = this.orders.filter(({ isDone }) => !isDone)
  }
}

const NONE: readonly OwnOrder[] = []

/** A trailing stop that waits for its activation has no stop price yet. */
function isStopReached({ record }: OwnOrder, price: number): boolean {
  const { stopPrice } = record
  return stopPrice !== null && (record.wakesAbove ? price >= stopPrice : price <= stopPrice)
}
