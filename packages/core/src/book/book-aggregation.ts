import { badParameter, demand, demandKnown } from '../errors/index.js'
import { toSteps } from '../symbols/index.js'
import { BucketSide } from './bucket-side.js'
import type { LevelObserver } from './level-observer.js'
import type { BookSideName } from './level-reader.js'
import type { PricedLevel } from './order-book-options.js'
import type { OrderBook } from './order-book.js'

/** What an aggregated book shows. */
export interface AggregationParams {
  /** Distance between its prices, quote currency: a whole multiple of the tick size. */
  readonly rounding: number
  /** Most levels shown of each side, 1 to 10,000; 20 unless said. */
  readonly limit?: number | undefined
}

/** The same with everything said. */
export interface FullAggregationParams extends AggregationParams {
  /** Most levels shown of each side. */
  readonly limit: number
}

/**
 * A book in steps of `rounding`: bids are put together at the price below (floor), asks at the price above (ceil), so
 * that no side looks better than it is. What rests is conserved exactly: sums carry their rounding error, and do not
 * drift.
 *
 * It follows a book, O(1) a changed level, some 0.2 µs; `params` may change at any time, which costs one pass over the
 * book. A bid below one `rounding` is shown at 0.
 *
 * @example
 * ```ts
 * import { BookAggregation, OrderBook } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 0.01 })
 * const grouped = new BookAggregation(book, { rounding: 0.5, limit: 2 })
 * book.applySnapshot([['99.99', '1'], ['99.75', '2'], ['99.20', '4']], [['100.01', '3']])
 * console.log(grouped.levels('bid').map(({ price, size }) => `${size} at ${price}`).join()) // 3 at 99.5,4 at 99
 * console.log(grouped.levels('ask')[0]?.price) // 100.5
 * ```
 */
export class BookAggregation implements LevelObserver {
  private readonly book: OrderBook
  private readonly bids: BucketSide = new BucketSide()
  private readonly asks: BucketSide = new BucketSide()
  private readonly stop: () => void
  private shown: FullAggregationParams
  /**
   * Steps of the book in one of `rounding`. NaN when the tick size changed to one that the rounding is no multiple of, 0
   * until the next level when the book may count in another step.
   */
  private step: number

  constructor(book: OrderBook, params: AggregationParams) {
    this.book = book
    this.shown = aggregationParams(params)
    this.step = checkedSteps(book, this.shown.rounding)
    this.stop = book.observe(this)
    this.rebuild()
  }

  /** What it shows now. */
  get params(): FullAggregationParams {
    return this.shown
  }

  /** Shows something else from now on; refused params leave it as it is. */
  setParams(params: AggregationParams): void {
    const shown = aggregationParams(params)
    const step = checkedSteps(this.book, shown.rounding)
    this.shown = shown
    if (step === this.step) return
    this.step = step
    this.rebuild()
  }

  /** The best levels, at most `limit`; none while the rounding is no multiple of the book's tick size. */
  levels(side: BookSideName): PricedLevel[] {
    const out: PricedLevel[] = []
    const { limit } = this.shown
    this.half(side).order.each((rank, size) => {
      out.push({ price: this.book.priceOf(Math.abs(rank) * this.step), size: this.book.sizeOf(size) })
      return out.length < limit
    })
    return out
  }

  /** The same into arrays of the caller, as many as fit; returns how many. Allocates nothing. */
  depth(side: BookSideName, prices: Float64Array, sizes: Float64Array): number {
    const rows = Math.min(this.half(side).order.copy(prices, sizes), this.shown.limit)
    for (let row = 0; row < rows; row++) {
      prices[row] = this.book.priceOf(Math.abs(prices[row] as number) * this.step)
      sizes[row] = this.book.sizeOf(sizes[row] as number)
    }
    return rows
  }

  /** Follows the book no longer. */
  dispose(): void {
    this.stop()
  }

  /** Called by the book. */
  changed(side: BookSideName, steps: number, before: number, after: number): void {
    if (this.step === 0) this.step = stepsIn(this.book, this.shown.rounding) ?? NaN
    const { step } = this
    if (step !== step) return
    if (side === 'bid') this.bids.change(0 - Math.floor(steps / step), before, after)
    else this.asks.change(Math.ceil(steps / step), before, after)
  }

  /** Called by the book. */
  cleared(): void {
    this.bids.clear()
    this.asks.clear()
    this.step = 0
  }

  private half(side: BookSideName): BucketSide {
    return side === 'bid' ? this.bids : this.asks
  }

  private rebuild(): void {
    this.cleared()
    const { bids, asks } = this.book
    bids.each((rank, size) => {
      this.changed('bid', -rank, 0, size)
      return true
    })
    asks.each((rank, size) => {
      this.changed('ask', rank, 0, size)
      return true
    })
  }
}

/** Refuses params that no book can be shown by. */
export function aggregationParams(params: AggregationParams): FullAggregationParams {
  demandKnown(OWNER, params, ['rounding', 'limit'])
  const { rounding, limit = 20 } = params
  const isStep = typeof rounding === 'number' && Number.isFinite(rounding) && rounding > 0
  demand(isStep, OWNER, 'rounding', rounding, 'a multiple of the tick size above 0')
  const isLimit = Number.isInteger(limit) && limit >= 1 && limit <= 10_000
  demand(isLimit, OWNER, 'limit', limit, 'a whole number from 1 to 10000')
  return { rounding, limit }
}

const OWNER = 'aggregateBook'

function checkedSteps(book: OrderBook, rounding: number): number {
  const steps = stepsIn(book, rounding)
  const expected = `a whole multiple of the tick size (${book.tickSize})`
  if (steps === null) throw badParameter({ owner: OWNER, parameter: 'rounding', value: rounding, expected })
  const { bidPrice } = book
  demand(bidPrice === null || rounding <= bidPrice, OWNER, 'rounding', rounding, `at most the best bid (${bidPrice})`)
  return steps
}

/** Steps of a book in a rounding; `null` where it is no multiple of the tick, whatever step the book counts in. */
function stepsIn(book: OrderBook, rounding: number): number | null {
  return toSteps(rounding, book.tickSize) === null ? null : book.stepsOf(rounding)
}
