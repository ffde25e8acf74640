import type { BookSide } from '../../book/index.js'
import { floorSteps } from '../../symbols/index.js'

/** What own orders have taken of a side's levels: gone until the venue's data tell the level anew. */
export class ConsumedLevels {
  readonly #taken = new Map<number, number>() // bound: levels of the book that own orders took from
  readonly #side: BookSide
  readonly #lotSize: number

  constructor(side: BookSide, lotSize: number) {
    this.#side = side
    this.#lotSize = lotSize
  }

  get isEmpty(): boolean {
    return this.#taken.size === 0
  }

  /** Visits what is left of each level, best first, in whole lots, until the visitor returns false. */
  each(visit: (rank: number, lots: number) => boolean): void {
    this.#side.each((rank, size) => {
      const left = floorSteps(size, this.#lotSize) - (this.#taken.get(rank) ?? 0)
      return visit(rank, left > 0 ? left : 0)
    })
  }

  take(rank: number, lots: number): void {
    this.#taken.set(rank, (this.#taken.get(rank) ?? 0) + lots)
  }

  refresh(rank: number): void {
    this.#taken.delete(rank)
  }

  clear(): void {
    this.#taken.clear()
  }
}
