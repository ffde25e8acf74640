import { BookPicture } from '../book/book-picture.js'
import type { OrderFault } from '../book/index.js'
import { OrderPicture } from '../book/order-picture.js'
import {
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_UPDATE,
  type BookOrderColumns,
  type RecordedBookOrders,
} from '../market/index.js'
import { bookOrderChecker, faultyOrder } from '../replay/check-book-orders.js'
import { StreamReader } from '../replay/index.js'
import { MessageLane, type MessageLaneParts } from './message-lane.js'

export interface BookOrderLaneParts extends MessageLaneParts {
  readonly stream: RecordedBookOrders
}

/** A book recorded order by order. */
export class BookOrderLane extends MessageLane<BookOrderColumns> {
  readonly #orders: OrderPicture
  readonly #perTick: number
  readonly #perLot: number

  constructor(parts: BookOrderLaneParts) {
    const { stream, depth } = parts
    const { tickSize, lotSize } = stream.instrument
    const orders = depth?.orders ?? new OrderPicture(new BookPicture(tickSize), lotSize)
    super(parts, new StreamReader(stream, bookOrderChecker(stream.instrument)), orders.levels)
    this.#orders = orders
    this.#perTick = 1 / tickSize
    this.#perLot = 1 / lotSize
  }

  protected override change(block: BookOrderColumns, row: number, now: number): void {
    const action = block.action[row]!
    // Before a snapshot nothing is known that could change.
    if (action === 0 || !this.picture.isValid) return
    const orders = this.#orders
    const id = block.orderId[row]!
    const ticks = Math.round(block.price[row]! * this.#perTick)
    const lots = Math.round(block.size[row]! * this.#perLot)
    let fault: OrderFault | null
    if (action === ORDER_ADD) fault = orders.add(id, block.side[row]!, ticks, lots)
    else if (action === ORDER_UPDATE) fault = orders.update(id, ticks, lots)
    else if (action === ORDER_DELETE) fault = orders.delete(id)
    else fault = orders.execute(id, lots, now)
    if (fault !== null) {
      const column = fault === 'bad_size' ? 'size' : fault === 'too_many_orders' ? 'count' : 'orderId'
      throw faultyOrder(block, row, column, { stream: this.reader.key, firstRow: this.messages.firstRow })
    }
  }

  protected override clear(): void {
    this.#orders.begin()
  }

  protected override end(): void {
    this.#orders.end()
  }
}
