import type { BookSide } from './book-side.js'
import { otherSteps, type DecimalStep } from './decimal-step.js'

/** Levels of a side as columns, best first. */
export interface LevelColumns {
  /** Prices in steps of the book. */
  readonly prices: Float64Array
  /** Sizes in base units, or in size steps. */
  readonly sizes: Float64Array
}

/** A book as plain data. */
export interface OrderBookState {
  /** Of this format. */
  readonly version: 2
  /** The venue's step of prices. */
  readonly tickSize: number
  /** What prices are counted in: the tick, or finer where a price asked for it. */
  readonly priceStep: number
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
  return { prices: ranks.map(Math.abs), sizes }
}

/** The same levels with their prices in another step; `null` where one of them has none there. */
export function inOtherSteps({ prices, sizes }: LevelColumns, from: DecimalStep, to: DecimalStep): LevelColumns | null {
  const others = prices.map((steps) => otherSteps(steps, from, to))
  return others.some((steps) => steps < 0) ? null : { prices: others, sizes }
}
