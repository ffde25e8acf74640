import type { BookSide } from './book-side.js'

/** Levels of a side as columns, best first. */
export interface LevelColumns {
  /** Prices in ticks. */
  readonly ticks: Float64Array
  /** Sizes in base units, or in size steps. */
  readonly sizes: Float64Array
}

/** A book as plain data. */
export interface OrderBookState {
  /** Of this format. */
  readonly version: 1
  /** Step of prices. */
  readonly tickSize: number
  /** What sizes are counted in; `null` where they are in base units. */
  readonly sizeStep: number | null
  /** Buyers. */
  readonly bids: LevelColumns
  /** Sellers. */
  readonly asks: LevelColumns
  /** Horizons and counts. */
  readonly counts: Float64Array
}

/** A side as columns. */
export function sideColumns(side: BookSide): LevelColumns {
  const ranks = new Float64Array(side.count)
  const sizes = new Float64Array(side.count)
  side.copy(ranks, sizes)
  return { ticks: ranks.map(Math.abs), sizes }
}
