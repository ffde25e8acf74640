import { BOOK_END, BOOK_SNAPSHOT, type BookColumns, type BookOrderColumns, type MarketEvent } from '../market/index.js'
import type { StreamReader } from '../replay/index.js'

/** Where the numbers of a played book stand; they go on when it is played again. */
export interface PlayedNumbers {
  last: number
}

/** What every event of a played book begins with. */
export interface PlayedHead {
  readonly instrumentId: string
  readonly ts: number
  readonly tsRecv?: number | undefined
}

/** A recorded book, read message by message as events. */
export abstract class MessagePlayer<C extends BookColumns | BookOrderColumns> {
  /** Time of the next message; Infinity at the end. A message that the end of its data cut off is none. */
  key: number = -Infinity
  /** Is something to be read before `key` is known? */
  isHungry: boolean = true
  /** Of the message that was played or passed over last; NaN before any. */
  protected newestTs: number = NaN
  protected newestKey: number = NaN
  readonly #instrumentId: string
  readonly #reader: StreamReader<C>
  #block: C | null = null
  #row = 0
  /** Of the message that is being read; NaN before its first row. */
  #ts = NaN
  #isStamped = false

  constructor(instrumentId: string, reader: StreamReader<C>) {
    this.#instrumentId = instrumentId
    this.#reader = reader
  }

  /** Is a message over before a snapshot begins in it? */
  protected abstract readonly endsAtSnapshot: boolean
  /** A message begins. */
  protected abstract begin(): void
  /** Takes a row of it. */
  protected abstract take(block: C, row: number, flag: number): void
  /** The message as an event. */
  protected abstract told(head: PlayedHead): MarketEvent
  /** Keeps what the message says, so that playing can go on behind it. */
  protected abstract pass(): void
  /** The book as what was passed over has left it, told at `key`; null where it is not known. */
  abstract rebuilt(key: number): MarketEvent | null

  look(): void | Promise<void> {
    while (this.isHungry) {
      if (this.#block !== null && this.#row < this.#block.length) this.#read(this.#block)
      else {
        const block = this.#reader.next()
        if (block instanceof Promise) return block.then((one) => (this.#begin(one), this.look()))
        this.#begin(block)
      }
    }
  }

  next(): MarketEvent {
    const told = this.told(this.#head())
    this.#moveOn()
    return told
  }

  /** Passes over a message. */
  skip(): void {
    this.pass()
    this.#moveOn()
  }

  close(): Promise<void> {
    return this.#reader.close()
  }

  /** What an event begins with that tells of the book as it was last, at `key`. */
  protected headAt(key: number): PlayedHead {
    return { instrumentId: this.#instrumentId, ts: this.newestTs, tsRecv: key }
  }

  #head(): PlayedHead {
    const head = { instrumentId: this.#instrumentId, ts: this.#ts }
    return this.#isStamped ? { ...head, tsRecv: this.key } : head
  }

  #begin(block: C | null): void {
    this.#block = block
    this.#row = 0
    if (block !== null) return
    this.isHungry = false
    this.key = Infinity
  }

  /** Takes rows up to the end of the message, or of the block. */
  #read(block: C): void {
    const { ts, tsRecv, flags, length } = block
    let row = this.#row
    for (; row < length && this.isHungry; row++) {
      const flag = flags[row]!
      if (Number.isNaN(this.#ts)) {
        this.#ts = ts[row]!
        this.#isStamped = tsRecv !== undefined
        this.key = (tsRecv ?? ts)[row]!
        this.begin()
      } else if ((flag & BOOK_SNAPSHOT) !== 0 && this.endsAtSnapshot) {
        this.isHungry = false
        break
      }
      this.take(block, row, flag)
      if ((flag & BOOK_END) !== 0) this.isHungry = false
    }
    this.#row = row
  }

  #moveOn(): void {
    this.newestTs = this.#ts
    this.newestKey = this.key
    this.#ts = NaN
    this.isHungry = true
  }
}
