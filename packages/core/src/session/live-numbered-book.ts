import type { BookColumns, Instrument, MarketEvent, OrderBookDelta, StreamGap } from '../market/index.js'
import type { Finding } from '../quality/index.js'
import { liveBookFault } from './live-book-fault.js'
import { LiveBookRows, type MessageHead } from './live-book-rows.js'
import type { LiveColumns, LiveEvent } from './live-event.js'
import { MessageNumbers } from './message-numbers.js'

/**
 * A book whose events come as they are to be applied: a snapshot, then deltas whose numbers follow each other. A number
 * that does not follow is a gap, and nothing counts before the next snapshot.
 */
export class NumberedBook implements LiveColumns {
  readonly #rows = new LiveBookRows()
  readonly #numbers = new MessageNumbers()
  readonly #tickSize: number
  readonly #onGap: () => void

  /** `onGap` hears of gaps that numbers show. */
  constructor({ tickSize }: Instrument, onGap: () => void) {
    this.#tickSize = tickSize
    this.#onGap = onGap
  }

  get hasRows(): boolean {
    return this.#rows.length > 0
  }

  fault(event: MarketEvent): Finding | null {
    return liveBookFault(event, this.#tickSize)
  }

  push(event: LiveEvent, key: number): void {
    const head = { ts: event.ts, key, isStamped: event.tsRecv !== undefined }
    if (event.type === 'OrderBookDelta') this.#delta(event, head)
    else if (event.type === 'OrderBookSnapshot') {
      this.#rows.snapshot(head, event.bids, event.asks, this.#tickSize)
      this.#numbers.begin(event.sequence)
    } else if (this.#numbers.isValid || (event as StreamGap).reason !== 'rejected') this.#invalidate(head)
  }

  next(): BookColumns | null {
    return this.#rows.take()
  }

  #delta(delta: OrderBookDelta, head: MessageHead): void {
    const numbers = this.#numbers
    if (numbers.isOld(delta)) return
    if (numbers.isValid && !numbers.follows(delta)) {
      this.#onGap()
      this.#invalidate(head)
    }
    // Without a valid book it is told all the same, as a recording of it would be.
    this.#rows.levels(head, delta.bids, delta.asks)
    numbers.take(delta)
  }

  #invalidate(head: MessageHead): void {
    this.#numbers.isValid = false
    this.#rows.gap(head)
  }
}
