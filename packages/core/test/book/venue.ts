import type { BookSync, OrderBook } from '../../src/book/index.js'
import type { BookLevel, OrderBookDelta, OrderBookSnapshot } from '../../src/market/index.js'

type Side = 'bids' | 'asks'

/** A change of the venue's book, drawn by a test. */
export interface Change {
  readonly side: Side
  readonly price: number
  readonly size: number
}

/** The venue itself: never wrong, and remembers how its book was at every update. */
export class Venue {
  readonly instrumentId = 'TEST'
  private id: number
  private readonly sides = { bids: new Map<number, number>(), asks: new Map<number, number>() }
  private readonly history = new Map<number, string>()

  constructor(firstId: number) {
    this.id = firstId
    this.history.set(this.id, this.levels())
  }

  /** The delta of some changes, one update each. */
  delta(ts: number, changes: readonly Change[]): OrderBookDelta {
    const previousSequence = this.id
    const touched = { bids: new Map<string, number>(), asks: new Map<string, number>() }
    for (const { side, price, size } of changes) {
      if (size === 0) this.sides[side].delete(price)
      else this.sides[side].set(price, size)
      touched[side].set(String(price), size)
      this.history.set(++this.id, this.levels())
    }
    const { instrumentId } = this
    const [bids, asks] = [[...touched.bids], [...touched.asks]]
    const head = { type: 'OrderBookDelta', instrumentId, ts, firstSequence: previousSequence + 1 } as const
    return { ...head, sequence: this.id, previousSequence, bids, asks }
  }

  /** The book as it is now. */
  snapshot(ts: number): OrderBookSnapshot {
    const list = (side: Side): BookLevel[] => [...this.sides[side]]
    const { id: sequence, instrumentId } = this
    return { type: 'OrderBookSnapshot', instrumentId, ts, sequence, bids: list('bids'), asks: list('asks') }
  }

  /** Is what a right book holds what the venue held at its update? */
  agrees({ book, sequence }: BookSync): boolean {
    return this.history.get(sequence as number) === shown(book)
  }

  private levels(): string {
    const sorted = (side: Side, up: 1 | -1): string =>
      [...this.sides[side]]
        .sort(([a], [b]) => (a - b) * up)
        .map(([price, size]) => `${size}@${price}`)
        .join()
    return `${sorted('bids', -1)}|${sorted('asks', 1)}`
  }
}

function shown(book: OrderBook): string {
  const side = (name: 'bid' | 'ask'): string =>
    book
      .levels(name)
      .map(({ price, size }) => `${size}@${price}`)
      .join()
  return `${side('bid')}|${side('ask')}`
}
