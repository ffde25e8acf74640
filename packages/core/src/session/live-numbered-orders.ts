import type { BookOrderColumns, Instrument, MarketEvent, OrderBookOrders, StreamGap } from '../market/index.js'
import type { Finding } from '../quality/index.js'
import { KnownOrders } from './known-orders.js'
import type { MessageHead } from './live-book-rows.js'
import type { LiveColumns, LiveEvent } from './live-event.js'
import { liveOrderFault } from './live-order-fault.js'
import { LiveOrderRows } from './live-order-rows.js'
import { MessageNumbers } from './message-numbers.js'

/**
 * A book of single orders whose events come as they are to be applied: a snapshot, then changes whose numbers follow each
 * other, each of an order that rests. One that does not fit is a gap, and nothing counts before the next snapshot.
 */
export class NumberedOrders implements LiveColumns {
  readonly #rows = new LiveOrderRows()
  readonly #numbers = new MessageNumbers()
  readonly #instrument: Instrument
  readonly #known: KnownOrders
  readonly #onGap: () => void

  /** `onGap` hears of gaps that numbers and orders show. */
  constructor(instrument: Instrument, onGap: () => void) {
    this.#instrument = instrument
    this.#known = new KnownOrders(instrument)
    this.#onGap = onGap
  }

  get hasRows(): boolean {
    return this.#rows.length > 0
  }

  fault(event: MarketEvent): Finding | null {
    return liveOrderFault(event as OrderBookOrders, this.#instrument)
  }

  push(event: LiveEvent, key: number): void {
    const head = { ts: event.ts, key, isStamped: event.tsRecv !== undefined }
    if (event.type === 'OrderBookOrders') this.#message(event, head)
    else if (this.#numbers.isValid || (event as StreamGap).reason !== 'rejected') this.#invalidate(head)
  }

  next(): BookOrderColumns | null {
    return this.#rows.take()
  }

  #message(message: OrderBookOrders, head: MessageHead): void {
    const { isSnapshot, changes, sequence } = message
    const numbers = this.#numbers
    const known = this.#known
    if (!isSnapshot && numbers.isOld(message)) return
    if (!isSnapshot && numbers.isValid && !numbers.follows(message)) {
      this.#onGap()
      this.#invalidate(head)
    }
    const before = this.#rows.length
    // Without a valid book it is told all the same, as a recording of it would be.
    this.#rows.message(head, isSnapshot, changes)
    if (isSnapshot) {
      known.begin()
      numbers.begin(sequence)
    } else numbers.take(message)
    if (!numbers.isValid || changes.every((change) => known.change(change))) return
    this.#rows.cut(before)
    this.#onGap()
    this.#invalidate(head)
  }

  #invalidate(head: MessageHead): void {
    this.#numbers.isValid = false
    this.#rows.gap(head)
  }
}
