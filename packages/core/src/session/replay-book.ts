import { BookPicture } from '../book/book-picture.js'
import {
  BOOK_END,
  BOOK_GAP,
  BOOK_SNAPSHOT,
  type BookColumns,
  type BookLevel,
  type MarketEvent,
  type OrderBookSnapshot,
  type RecordedBook,
} from '../market/index.js'
import { bookChecker } from '../replay/check-depth.js'
import { StreamReader } from '../replay/index.js'
import { BOOK_ALONE } from './live-intake.js'

/** Where the numbers of a played book stand; they go on when it is played again. */
export interface PlayedNumbers {
  last: number
}

/** A recorded book, read message by message as events. */
export class BookPlayer {
  /** Time of the next message; Infinity at the end. A message that the end of its data cut off is none. */
  key: number = -Infinity
  /** Is something to be read before `key` is known? */
  isHungry: boolean = true
  readonly #instrumentId: string
  readonly #reader: StreamReader<BookColumns>
  readonly #numbers: PlayedNumbers
  /** What was wound over, kept so that playing can go on in the midst of it. */
  readonly #picture: BookPicture
  #block: BookColumns | null = null
  #row = 0
  #message: Message = startOf(NaN, false)
  #newestTs = NaN
  #newestKey = NaN

  constructor(stream: RecordedBook, numbers: PlayedNumbers) {
    const { id, tickSize } = stream.instrument
    this.#instrumentId = id
    this.#numbers = numbers
    this.#picture = new BookPicture(tickSize)
    this.#reader = new StreamReader<BookColumns>(stream, bookChecker(tickSize))
  }

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
    const { kind, bids, asks, ts, isStamped } = this.#message
    const { key } = this
    const instrumentId = this.#instrumentId
    const head = { instrumentId, ts, ...(isStamped && { tsRecv: key }) }
    const from = Number.isNaN(this.#newestKey) ? null : this.#newestKey
    this.#moveOn()
    if (kind === 'gap') return { type: 'StreamGap', ...head, from, to: ts, reason: BOOK_ALONE }
    const sequence = ++this.#numbers.last
    if (kind === 'snapshot') return { type: 'OrderBookSnapshot', ...head, sequence, bids, asks }
    return { type: 'OrderBookDelta', ...head, firstSequence: sequence, sequence, bids, asks }
  }

  /** Passes over a message. */
  skip(): void {
    const { kind, bids, asks } = this.#message
    const picture = this.#picture
    if (kind === 'gap') picture.invalidate()
    else {
      if (kind === 'snapshot') picture.clear()
      for (const [side, levels] of [
        [1, bids],
        [-1, asks],
      ] as const)
        for (const [price, size] of levels)
          picture.set(side, Math.round(Number(price) / picture.tickSize), Number(size))
    }
    this.#moveOn()
  }

  /** The book as what was passed over has left it, told at `key`; null where it is not known. */
  rebuilt(key: number): OrderBookSnapshot | null {
    const picture = this.#picture
    if (!picture.isValid) return null
    const levelsOf = (side: 'bids' | 'asks'): BookLevel[] => {
      const levels: BookLevel[] = []
      picture[side].each((rank, size) => {
        levels.push([picture.priceOf(rank), size])
        return true
      })
      return levels
    }
    const sequence = ++this.#numbers.last
    const head = { instrumentId: this.#instrumentId, ts: this.#newestTs, tsRecv: key, sequence }
    return { type: 'OrderBookSnapshot', ...head, bids: levelsOf('bids'), asks: levelsOf('asks') }
  }

  close(): Promise<void> {
    return this.#reader.close()
  }

  #begin(block: BookColumns | null): void {
    this.#block = block
    this.#row = 0
    if (block !== null) return
    this.isHungry = false
    this.key = Infinity
  }

  /** Takes rows up to the end of the message, or of the block. */
  #read(block: BookColumns): void {
    const { ts, tsRecv, side, price, size, flags, length } = block
    let row = this.#row
    if (Number.isNaN(this.#message.ts)) {
      this.#message = startOf(ts[row]!, tsRecv !== undefined)
      this.key = (tsRecv ?? ts)[row]!
    }
    const message = this.#message
    for (; row < length && this.isHungry; row++) {
      const flag = flags[row]!
      if (flag >= BOOK_GAP) message.kind = 'gap'
      else if ((flag & BOOK_SNAPSHOT) !== 0) {
        message.kind = 'snapshot'
        message.bids.length = message.asks.length = 0
      }
      if (flag < BOOK_GAP) (side[row]! > 0 ? message.bids : message.asks).push([price[row]!, size[row]!])
      if ((flag & BOOK_END) !== 0) this.isHungry = false
    }
    this.#row = row
  }

  #moveOn(): void {
    this.#newestTs = this.#message.ts
    this.#newestKey = this.key
    this.#message = startOf(NaN, false)
    this.isHungry = true
  }
}

/** A message as far as it has been read; its time is NaN before its first row. */
interface Message {
  kind: 'delta' | 'snapshot' | 'gap'
  readonly ts: number
  readonly isStamped: boolean
  readonly bids: BookLevel[] // bound: a message of the recording
  readonly asks: BookLevel[] // bound: a message of the recording
}

function startOf(ts: number, isStamped: boolean): Message {
  return { kind: 'delta', ts, isStamped, bids: [], asks: [] }
}
