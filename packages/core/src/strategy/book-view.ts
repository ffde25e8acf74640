import type { BookSide } from '../book/index.js'
import type { BookPicture } from '../book/book-picture.js'
import { demand } from '../errors/index.js'
import { staleView, type Cursor } from './views.js'

/** What a strategy can ask a book; `null` is what is not there, and everything while the book is not valid. */
export interface BookLooks {
  /** False before the first snapshot, and from a gap to the snapshot after it. */
  readonly isValid: boolean
  /** Best price of buyers. */
  readonly bidPrice: number | null
  /** Base units wanted there; 0 where there are none. */
  readonly bidSize: number
  /** Best price of sellers. */
  readonly askPrice: number | null
  /** Base units offered there; 0 where there are none. */
  readonly askSize: number
  /** Mean of best bid and best ask. */
  readonly mid: number | null
  /** Best ask less best bid. */
  readonly spread: number | null
  /** Price of a level, 0 the best one, below the `depth` of the need. */
  priceAt(side: 'bid' | 'ask', level: number): number | null
  /** Base units of a level; 0 where there is none. */
  sizeAt(side: 'bid' | 'ask', level: number): number
  /** `(bids - asks) / (bids + asks)` of the sizes of so many levels, 1 unless said: from -1 to 1. */
  imbalance(levels?: number): number | null
}

/** The book as the last message left it. One object a run, valid during the call only; reading it allocates nothing. */
export class BookView implements BookLooks {
  readonly #cursor: Cursor
  readonly #depth: number
  readonly #bids: CopiedLevels
  readonly #asks: CopiedLevels
  #picture: BookPicture | null = null

  constructor(cursor: Cursor, depth: number) {
    this.#cursor = cursor
    this.#depth = depth
    this.#bids = new CopiedLevels(depth)
    this.#asks = new CopiedLevels(depth)
  }

  /** Points the view at a book; called by whoever feeds it. */
  bind(picture: BookPicture): void {
    this.#picture = picture
  }

  /** Has a message of it come yet? Asked by whoever feeds it. */
  get hasBegun(): boolean {
    return this.#picture !== null && this.#picture.revision > 0
  }

  get isValid(): boolean {
    return this.#live().isValid
  }
  get bidPrice(): number | null {
    return best(this.#live(), 'bids')
  }
  get bidSize(): number {
    const { isValid, bids } = this.#live()
    return isValid ? bids.bestSize : 0
  }
  get askPrice(): number | null {
    return best(this.#live(), 'asks')
  }
  get askSize(): number {
    const { isValid, asks } = this.#live()
    return isValid ? asks.bestSize : 0
  }
  get mid(): number | null {
    const { bidPrice, askPrice } = this
    return bidPrice === null || askPrice === null ? null : (bidPrice + askPrice) / 2
  }
  get spread(): number | null {
    const picture = this.#live()
    const { isValid, bids, asks } = picture
    if (!isValid || bids.count === 0 || asks.count === 0) return null
    const ticks = asks.bestRank + bids.bestRank
    const size = picture.priceOf(ticks)
    return ticks < 0 ? -size : size
  }

  priceAt(side: 'bid' | 'ask', level: number): number | null {
    const { count, ranks } = this.#levels(side, level)
    return level < count ? this.#live().priceOf(ranks[level]!) : null
  }

  sizeAt(side: 'bid' | 'ask', level: number): number {
    const { count, sizes } = this.#levels(side, level)
    return level < count ? sizes[level]! : 0
  }

  imbalance(levels: number = 1): number | null {
    const bids = this.#levels('bid', levels - 1).sum(levels)
    const asks = this.#levels('ask', levels - 1).sum(levels)
    return bids + asks > 0 ? (bids - asks) / (bids + asks) : null
  }

  #levels(side: 'bid' | 'ask', level: number): CopiedLevels {
    const picture = this.#live()
    const isKnown = Number.isInteger(level) && level >= 0 && level < this.#depth
    demand(isKnown, 'book', 'level', level, `a level below the depth of its need (${this.#depth})`)
    return side === 'bid' ? this.#bids.of(picture.bids, picture) : this.#asks.of(picture.asks, picture)
  }

  #live(): BookPicture {
    if (!this.#cursor.gate.isOpen || this.#picture === null) throw staleView('book')
    return this.#picture
  }
}

/** The best levels of a side, copied once a message and only if somebody looks. */
class CopiedLevels {
  readonly ranks: Float64Array
  readonly sizes: Float64Array
  count = 0
  #revision = -1

  constructor(depth: number) {
    this.ranks = new Float64Array(depth)
    this.sizes = new Float64Array(depth)
  }

  of(side: BookSide, { isValid, revision }: BookPicture): this {
    if (revision !== this.#revision) {
      this.#revision = revision
      this.count = isValid ? side.copy(this.ranks, this.sizes) : 0
    }
    return this
  }

  sum(levels: number): number {
    let sum = 0
    for (let i = 0; i < this.count && i < levels; i++) sum += this.sizes[i]!
    return sum
  }
}

function best(picture: BookPicture, side: 'bids' | 'asks'): number | null {
  const half = picture[side]
  return picture.isValid && half.count > 0 ? picture.priceOf(half.bestRank) : null
}
