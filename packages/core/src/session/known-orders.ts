import { wireNumber } from '../book/decimal-step.js'
import type { BookOrderChange, Instrument } from '../market/index.js'
import { fromSteps } from '../symbols/index.js'

/** As many as a book of a run keeps. */
const MAX_ORDERS = 1_000_000

interface KnownOrder {
  readonly side: BookOrderChange['side']
  readonly ticks: number
  lots: number
}

/** Orders that rest in a book, those of a price in the order in which they are to be filled. */
export class KnownOrders {
  readonly #instrument: Instrument
  readonly #orders = new Map<number, KnownOrder>() // bound: MAX_ORDERS

  constructor(instrument: Instrument) {
    this.#instrument = instrument
  }

  /** A snapshot begins. */
  begin(): void {
    this.#orders.clear()
  }

  /** False where the order is not there, or not as the change has it. */
  change({ action, orderId, side, price, size }: BookOrderChange): boolean {
    const orders = this.#orders
    const order = orders.get(orderId)
    if ((order === undefined) !== (action === 'add')) return false
    if (action === 'delete') return orders.delete(orderId)
    const { tickSize, lotSize } = this.#instrument
    const lots = Math.round(wireNumber(size) / lotSize)
    if (action === 'execute') return this.#execute(orderId, order!, lots)
    const ticks = Math.round(wireNumber(price) / tickSize)
    if (order === undefined) {
      if (orders.size === MAX_ORDERS) return false
      orders.set(orderId, { side, ticks, lots })
    } else if (ticks === order.ticks && lots <= order.lots) order.lots = lots
    else {
      // Whoever grows or moves goes behind everyone else.
      orders.delete(orderId)
      orders.set(orderId, { side: order.side, ticks, lots })
    }
    return true
  }

  /** All of them, as a snapshot names them. */
  all(): BookOrderChange[] {
    const { tickSize, lotSize } = this.#instrument
    return [...this.#orders].map(([orderId, { side, ticks, lots }]) => ({
      action: 'add',
      orderId,
      side,
      price: fromSteps(ticks, tickSize),
      size: fromSteps(lots, lotSize),
    }))
  }

  #execute(orderId: number, order: KnownOrder, lots: number): boolean {
    order.lots -= lots
    if (order.lots === 0) this.#orders.delete(orderId)
    return order.lots >= 0
  }
}
