import { BookPicture } from '../book/book-picture.js'
import {
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
import { MessagePlayer, type PlayedHead, type PlayedNumbers } from './replay-messages.js'

/** A book recorded by level, read message by message as events. */
export class BookPlayer extends MessagePlayer<BookColumns> {
  protected readonly endsAtSnapshot: boolean = false
  readonly #numbers: PlayedNumbers
  /** What was wound over, kept so that playing can go on in the midst of it. */
  readonly #picture: BookPicture
  #kind: 'delta' | 'snapshot' | 'gap' = 'delta'
  #bids: BookLevel[] = [] // bound: a message of the recording
  #asks: BookLevel[] = [] // bound: a message of the recording

  constructor(stream: RecordedBook, numbers: PlayedNumbers) {
    const { id, tickSize } = stream.instrument
    super(id, new StreamReader<BookColumns>(stream, bookChecker(tickSize)))
    this.#numbers = numbers
    this.#picture = new BookPicture(tickSize)
  }

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
    const head = { type: 'OrderBookSnapshot', ...this.headAt(key), sequence } as const
    return { ...head, bids: levelsOf('bids'), asks: levelsOf('asks') }
  }

  protected begin(): void {
    this.#kind = 'delta'
    this.#bids = []
    this.#asks = []
  }

  protected take({ side, price, size }: BookColumns, row: number, flag: number): void {
    if (flag >= BOOK_GAP) {
      this.#kind = 'gap'
      return
    }
    if ((flag & BOOK_SNAPSHOT) !== 0) {
      this.begin()
      this.#kind = 'snapshot'
    }
    ;(side[row]! > 0 ? this.#bids : this.#asks).push([price[row]!, size[row]!])
  }

  protected told(head: PlayedHead): MarketEvent {
    const bids = this.#bids
    const asks = this.#asks
    const from = Number.isNaN(this.newestKey) ? null : this.newestKey
    if (this.#kind === 'gap') return { type: 'StreamGap', ...head, from, to: head.ts, reason: BOOK_ALONE }
    const sequence = ++this.#numbers.last
    if (this.#kind === 'snapshot') return { type: 'OrderBookSnapshot', ...head, sequence, bids, asks }
    return { type: 'OrderBookDelta', ...head, firstSequence: sequence, sequence, bids, asks }
  }

  protected pass(): void {
    const picture = this.#picture
    if (this.#kind === 'gap') return picture.invalidate()
    if (this.#kind === 'snapshot') picture.clear()
    for (const [side, levels] of [
      [1, this.#bids],
      [-1, this.#asks],
    ] as const)
      for (const [price, size] of levels) picture.set(side, Math.round(Number(price) / picture.tickSize), Number(size))
  }
}
