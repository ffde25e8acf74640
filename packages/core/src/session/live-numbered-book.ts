import type { BookColumns, Instrument, MarketEvent, OrderBookDelta, StreamGap } from '../market/index.js'
import type { Finding } from '../quality/index.js'
import { liveBookFault } from './live-book-fault.js'
import { LiveBookRows, type MessageHead } from './live-book-rows.js'
import type { LiveColumns, LiveEvent } from './live-event.js'

/** So many deltas in a row that the book has already: the source counts anew. */
const MOST_OLD = 100

/**
 * A book whose events come as they are to be applied: a snapshot, then deltas whose numbers follow each other. A number
 * that does not follow is a gap, and nothing counts before the next snapshot.
 */
export class NumberedBook implements LiveColumns {
  readonly #rows = new LiveBookRows()
  readonly #tickSize: number
  readonly #onGap: () => void
  #isValid = false
  /** Does the next delta follow a snapshot, which may be in the middle of it? */
  #isFirst = false
  #last = NaN
  #oldInARow = 0

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
      this.#isValid = this.#isFirst = true
      this.#last = event.sequence
      this.#oldInARow = 0
    } else if (this.#isValid || (event as StreamGap).reason !== 'rejected') this.#invalidate(head)
  }

  next(): BookColumns | null {
    return this.#rows.take()
  }

  #delta(delta: OrderBookDelta, head: MessageHead): void {
    if (this.#isValid && this.#isOld(delta)) return
    if (this.#isValid && !this.#follows(delta)) {
      this.#onGap()
      this.#invalidate(head)
    }
    // Without a valid book it is told all the same, as a recording of it would be.
    this.#rows.levels(head, delta.bids, delta.asks)
    this.#last = delta.sequence
    this.#isFirst = false
    this.#oldInARow = 0
  }

  /** A copy, or a delta that the snapshot has: passed over, unless there is no end of them. */
  #isOld({ sequence }: OrderBookDelta): boolean {
    return sequence <= this.#last && ++this.#oldInARow < MOST_OLD
  }

  #follows({ firstSequence, sequence, previousSequence }: OrderBookDelta): boolean {
    const last = this.#last
    if (sequence <= last) return false
    if (this.#isFirst) return firstSequence <= last + 1
    return previousSequence === undefined ? firstSequence === last + 1 : previousSequence === last
  }

  #invalidate(head: MessageHead): void {
    this.#isValid = false
    this.#rows.gap(head)
  }
}
