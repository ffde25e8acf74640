import { wireNumber } from '../book/decimal-step.js'
import type { OrderBook } from '../book/index.js'
import { BOOK_END, BOOK_GAP, BOOK_SNAPSHOT, type BookColumns, type BookLevel } from '../market/index.js'

/** What the messages of an event of a book have in common. */
export interface MessageHead {
  /** The venue's time. */
  readonly ts: number
  /** Time on the session's clock. */
  readonly key: number
  /** Did anybody write down when it was received? */
  readonly isStamped: boolean
}

/** Messages of a book as rows, bids before asks, until a lane takes them. */
export class LiveBookRows {
  // bound: rows of the session's queue, which are handed over whole
  #ts: number[] = []
  #key: number[] = [] // bound: as the rows
  #side: number[] = [] // bound: as the rows
  #price: number[] = [] // bound: as the rows
  #size: number[] = [] // bound: as the rows
  #flags: number[] = [] // bound: as the rows
  #isStamped = false

  get length(): number {
    return this.#ts.length
  }

  /** A message of levels; one that says nothing is none. */
  levels(head: MessageHead, bids: readonly BookLevel[], asks: readonly BookLevel[]): void {
    for (const [price, size] of bids) this.#row(head, 1, wireNumber(price), wireNumber(size), 0)
    for (const [price, size] of asks) this.#row(head, -1, wireNumber(price), wireNumber(size), 0)
    if (bids.length + asks.length > 0) this.#flags[this.length - 1]! |= BOOK_END
  }

  /** All levels anew; of an empty book a level without size says so. */
  snapshot(head: MessageHead, bids: readonly BookLevel[], asks: readonly BookLevel[], tickSize: number): void {
    const first = this.length
    if (bids.length + asks.length === 0) this.levels(head, [[tickSize, 0]], [])
    else this.levels(head, bids, asks)
    this.#flags[first]! |= BOOK_SNAPSHOT
  }

  /** The same of a book that is right. */
  whole(head: MessageHead, book: OrderBook, tickSize: number): void {
    const levelsOf = (side: 'bid' | 'ask'): BookLevel[] => book.levels(side).map(({ price, size }) => [price, size])
    this.snapshot(head, levelsOf('bid'), levelsOf('ask'), tickSize)
  }

  gap(head: MessageHead): void {
    this.#row(head, 0, 0, 0, BOOK_GAP + BOOK_END)
  }

  take(): BookColumns | null {
    const { length } = this
    if (length === 0) return null
    const rows: BookColumns = {
      kind: 'book',
      length,
      ts: Float64Array.from(this.#ts),
      tsRecv: this.#isStamped ? Float64Array.from(this.#key) : undefined,
      side: Int8Array.from(this.#side),
      price: Float64Array.from(this.#price),
      size: Float64Array.from(this.#size),
      flags: Uint8Array.from(this.#flags),
    }
    for (const column of [this.#ts, this.#key, this.#side, this.#price, this.#size, this.#flags]) column.length = 0
    this.#isStamped = false
    return rows
  }

  #row({ ts, key, isStamped }: MessageHead, side: number, price: number, size: number, flags: number): void {
    this.#ts.push(ts)
    this.#key.push(key)
    this.#side.push(side)
    this.#price.push(price)
    this.#size.push(size)
    this.#flags.push(flags)
    if (isStamped || key !== ts) this.#isStamped = true
  }
}
