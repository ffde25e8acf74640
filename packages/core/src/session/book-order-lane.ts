import { BookPicture } from '../book/book-picture.js'
import type { OrderFault } from '../book/index.js'
import { OrderPicture } from '../book/order-picture.js'
import {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  ORDER_ADD,
  ORDER_DELETE,
  ORDER_UPDATE,
  type BookOrderColumns,
  type RecordedBookOrders,
} from '../market/index.js'
import { bookOrderChecker, faultyOrder } from '../replay/check-book-orders.js'
import { StreamReader, type Lane } from '../replay/index.js'
import { WholeMessages } from '../replay/whole-messages.js'
import type { BookLaneParts } from './book-lane.js'
import { markTouch, observeEquity } from './mark-touch.js'

export interface BookOrderLaneParts extends Omit<BookLaneParts, 'stream'> {
  readonly stream: RecordedBookOrders
}

/** A book recorded order by order on its way through a replay, told message by message. */
export class BookOrderLane implements Lane {
  readonly reader: StreamReader<BookOrderColumns>
  headKey: number = Infinity
  needsBlock = true
  /** A message that the end of its data cut off is no message. */
  readonly isTail: boolean = false
  /** Rows delivered so far. */
  rowsDone = 0
  #block: BookOrderColumns | null = null
  #key: Float64Array = new Float64Array(0)
  #row = 0
  readonly #messages: WholeMessages<BookOrderColumns>
  readonly #orders: OrderPicture
  readonly #perTick: number
  readonly #perLot: number
  readonly #parts: BookOrderLaneParts

  constructor(parts: BookOrderLaneParts) {
    const { stream, depth, feed } = parts
    const { tickSize, lotSize } = stream.instrument
    this.#parts = parts
    this.#perTick = 1 / tickSize
    this.#perLot = 1 / lotSize
    this.#orders = depth?.orders ?? new OrderPicture(new BookPicture(tickSize), lotSize)
    this.reader = new StreamReader(stream, bookOrderChecker(stream.instrument))
    this.#messages = new WholeMessages(this.reader)
    feed?.view.bind(this.#orders.levels)
  }

  load(): boolean | Promise<boolean> {
    return this.#messages.load((block) => this.#begin(block))
  }

  runBefore(limit: number): void {
    const { timers } = this.#parts.run.core
    while (this.headKey < limit && this.headKey <= timers.headKey) {
      this.apply()
      this.dispatch()
    }
  }

  apply(): void {
    const block = this.#block as BookOrderColumns
    const { flags, action, length } = block
    const { run, depth, marks } = this.#parts
    const { levels } = this.#orders
    const now = this.headKey
    const first = this.#row
    let row = first
    let flag = 0
    run.core.clock.now = now
    while (row < length) {
      flag = flags[row]!
      if (flag > BOOK_END || (flag & BOOK_SNAPSHOT) !== 0) this.#begins(flag, now)
      // Before a snapshot nothing is known that could change.
      if (flag < BOOK_GAP && action[row] !== 0 && levels.isValid) this.#change(block, row, now)
      row++
      if ((flag & BOOK_END) !== 0) break
    }
    this.rowsDone += row - first
    this.#row = row
    this.needsBlock = row === length
    this.headKey = this.needsBlock ? Infinity : this.#key[row]!
    levels.revision++
    this.#orders.end()
    if (marks) markTouch(run, levels)
    if (depth !== null && flag < BOOK_GAP) depth.onMessage(now)
  }

  dispatch(): void {
    const { run, runner, marks } = this.#parts
    if (marks) observeEquity(run.core)
    if (run.hasNews) run.tell()
    runner.onBook()
    if (run.hasNews) run.tell()
  }

  #change(block: BookOrderColumns, row: number, now: number): void {
    const orders = this.#orders
    const id = block.orderId[row]!
    const action = block.action[row]!
    const ticks = Math.round(block.price[row]! * this.#perTick)
    const lots = Math.round(block.size[row]! * this.#perLot)
    let fault: OrderFault | null
    if (action === ORDER_ADD) fault = orders.add(id, block.side[row]!, ticks, lots)
    else if (action === ORDER_UPDATE) fault = orders.update(id, ticks, lots)
    else if (action === ORDER_DELETE) fault = orders.delete(id)
    else fault = orders.execute(id, lots, now)
    if (fault !== null) {
      const column = fault === 'bad_size' ? 'size' : fault === 'too_many_orders' ? 'count' : 'orderId'
      throw faultyOrder(block, row, column, { stream: this.reader.key, firstRow: this.#messages.firstRow })
    }
  }

  /** A snapshot or a gap. */
  #begins(flag: number, now: number): void {
    const { depth } = this.#parts
    if (flag >= BOOK_GAP) {
      this.#orders.levels.invalidate()
      depth?.onGap(now)
    } else {
      this.#orders.begin()
      depth?.onClear()
    }
  }

  #begin(block: BookOrderColumns | null): boolean {
    this.#block = block
    this.#row = 0
    this.needsBlock = false
    this.headKey = Infinity
    if (block === null) return false
    this.#key = block.tsRecv ?? block.ts
    this.headKey = this.#key[0]!
    return true
  }
}
