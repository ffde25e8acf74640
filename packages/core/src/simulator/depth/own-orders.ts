import type { OrderRecord } from '../../orders/index.js'
import type { OwnOrder } from './own-order.js'

/** Own orders of one instrument, on their way and at the venue. */
export class OwnOrders {
  /** Those that their owner takes for open, as they were sent. */
  all: OwnOrder[] = [] // bound: maxOpenOrders of the run
  /** Those that arrived while there was no valid book. */
  waiting: OwnOrder[] = [] // bound: maxOpenOrders of the run

  get open(): readonly OrderRecord[] {
    return this.all.filter(({ record }) => record.isOpen).map(({ record }) => record)
  }

  find(record: OrderRecord): OwnOrder | undefined {
    return this.all.find((one) => one.record === record)
  }

  /** Hands over those that waited. */
  takeWaiting(): readonly OwnOrder[] {
    const { waiting } = this
    if (waiting.length > 0) this.waiting = []
    return waiting
  }

  /** An owner has ended orders, or made them larger or smaller. What was filled and has grown meets the next message. */
  agree(): void {
    for (const order of this.all) {
      if (!order.record.isOpen) order.isDone = true
      else if (order.resize()) this.waiting.push(order)
    }
  }

  /** Drops what is done. */
  sweep(): void {
    if (this.waiting.some(({ isDone }) => isDone)) this.waiting = this.waiting.filter(({ isDone }) => !isDone)
    if (this.all.some(({ record }) => !record.isOpen)) this.all = this.all.filter(({ record }) => record.isOpen)
  }
}
