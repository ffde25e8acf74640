import { demand } from '../errors/index.js'
import type { BookLevel } from '../market/index.js'
import { BookSide } from './book-side.js'
import { inOtherSteps, sideColumns, type LevelColumns, type OrderBookState } from './book-state.js'
import { decimalStep, otherRank, stepsValue, wireNumber, wireSteps, type DecimalStep } from './decimal-step.js'
import { LevelObservers, type LevelObserver } from './level-observer.js'
import { LevelReader, type BookFault, type BookSideName } from './level-reader.js'
import type { OrderBookOptions, PricedLevel } from './order-book-options.js'
import { priceScale, type PriceScale } from './price-scale.js'

/**
 * An order book by price (L2): what rests at each price, best first.
 *
 * Prices are whole ticks inside: `1.10` and `1.1` are one level. Where a price lies between two ticks, as orders do that
 * are older than the venue's tick, the book counts in a finer step from then on (`priceStep`): the decimals of that price,
 * at most four more than the tick's. A message with a bad level is refused whole.
 *
 * Each side keeps its best `maxLevels` levels: of a full side the worst level is dropped, and the side is complete only on
 * the near side of its `horizon` from then on.
 *
 * A level is found by its hash, a new place by bisection: some 20 ns an update in a dense book, 35 in a sparse one (1,000
 * levels a side). The touch is read in a few ns.
 *
 * @example
 * ```ts
 * import { OrderBook } from '@tapeline/core/book'
 * const book = new OrderBook({ tickSize: 0.01 })
 * book.applySnapshot([['99.99', '2'], ['99.98', '5']], [['100.01', '1.5']])
 * book.applyDelta([['99.99', '0']], [['100.00', '0.250']])
 * console.log(book.bidPrice, book.bidSize, book.askPrice, book.askSize) // 99.98 5 100 0.25
 * ```
 */
export class OrderBook {
  /** Most levels kept of each side. */
  readonly maxLevels: number
  /** Buyers, ranked by minus the price in steps. */
  readonly bids: BookSide = new BookSide()
  /** Sellers, ranked by the price in steps. */
  readonly asks: BookSide = new BookSide()
  /** Levels dropped because a side was full. */
  droppedLevels: number = 0
  /** Prices that stood twice in one message; the last one counted. */
  duplicateLevels: number = 0
  /** Times that prices off the step made it finer. */
  refinements: number = 0
  /** The price that did so last, as it came; `null` before any. */
  offTickPrice: number | string | null = null
  private scale: PriceScale
  private readonly sizes: DecimalStep | null
  private readonly reader: LevelReader
  private bidHorizon: number = Infinity
  private askHorizon: number = Infinity
  private readonly observers: LevelObservers = new LevelObservers()

  constructor(options: OrderBookOptions) {
    const { tickSize, sizeStep, maxLevels = 10_000 } = options
    this.scale = priceScale('OrderBook', tickSize)
    this.sizes = sizeStep === undefined ? null : decimalStep('OrderBook', 'sizeStep', sizeStep)
    const isCap = Number.isInteger(maxLevels) && maxLevels >= 1 && maxLevels <= 1_000_000
    demand(isCap, 'OrderBook', 'maxLevels', maxLevels, 'a whole number from 1 to 1000000')
    this.maxLevels = maxLevels
    this.reader = new LevelReader(this.scale, this.sizes)
  }

  /** The venue's step of prices. */
  get tickSize(): number {
    return this.scale.tick.value
  }

  /** What prices are counted in: the tick, or a finer decimal where a price asked for it. */
  get priceStep(): number {
    return this.scale.step.value
  }

  /** What sizes are counted in; `null` where they are in base units. */
  get sizeStep(): number | null {
    return this.sizes === null ? null : this.sizes.value
  }

  /** Best bid; `null` while there is none, as with the three below. */
  get bidPrice(): number | null {
    return this.bids.count === 0 ? null : stepsValue(-this.bids.bestRank, this.scale.step)
  }

  /** Base units at the best bid. */
  get bidSize(): number | null {
    return this.bids.count === 0 ? null : this.sizeOf(this.bids.bestSize)
  }

  /** Best ask. */
  get askPrice(): number | null {
    return this.asks.count === 0 ? null : stepsValue(this.asks.bestRank, this.scale.step)
  }

  /** Base units at the best ask. */
  get askSize(): number | null {
    return this.asks.count === 0 ? null : this.sizeOf(this.asks.bestSize)
  }

  /** Replaces everything; a bad level refuses all of it, and the book stays as it was. */
  applySnapshot(bids: readonly BookLevel[], asks: readonly BookLevel[]): BookFault | null {
    const fault = this.reader.read(bids, asks)
    if (fault !== null) return fault
    this.clear()
    if (this.reader.fineness !== this.scale.fineness) this.refine()
    this.applyRows()
    return null
  }

  /** Sets levels, size 0 removes (one that is not there too); a bad level refuses all of it. */
  applyDelta(bids: readonly BookLevel[], asks: readonly BookLevel[]): BookFault | null {
    const fault = this.reader.read(bids, asks)
    if (fault !== null) return fault
    if (this.reader.fineness !== this.scale.fineness && !this.refine()) return this.reader.offStep
    this.applyRows()
    return null
  }

  /**
   * Sets one level, already in steps and as sizes are kept (`stepsOf`, `keptSize`), and returns the size that it had. For
   * sources that have integers; nothing is checked.
   */
  set(side: BookSideName, steps: number, size: number): number {
    const isBid = side === 'bid'
    const half = isBid ? this.bids : this.asks
    const before = half.set(isBid ? -steps : steps, size)
    if (!this.observers.isEmpty) this.observers.changed(side, steps, before, size)
    if (half.count > this.maxLevels) this.dropWorst(side, half)
    return before
  }

  /** Removes every level of both sides. */
  clear(): void {
    this.bids.clear()
    this.asks.clear()
    this.bidHorizon = Infinity
    this.askHorizon = Infinity
    this.observers.cleared()
  }

  /** The best price at which a level was dropped since the last snapshot: up to there a side is complete. `null`: all of it is. */
  horizon(side: BookSideName): number | null {
    const rank = side === 'bid' ? this.bidHorizon : this.askHorizon
    return rank === Infinity ? null : stepsValue(Math.abs(rank), this.scale.step)
  }

  /** Base units at a price; 0 where nothing rests, `null` for what is no price. */
  sizeAt(side: BookSideName, price: number | string): number | null {
    const steps = this.stepsOf(price)
    if (steps === null) return null
    return this.sizeOf(side === 'bid' ? this.bids.sizeAt(-steps) : this.asks.sizeAt(steps))
  }

  /**
   * Writes prices and sizes of the best levels into two arrays, as many as fit or there are, and returns how many.
   * Allocates nothing.
   */
  depth(side: BookSideName, prices: Float64Array, sizes: Float64Array): number {
    const rows = (side === 'bid' ? this.bids : this.asks).copy(prices, sizes)
    for (let row = 0; row < rows; row++) {
      prices[row] = stepsValue(Math.abs(prices[row] as number), this.scale.step)
      sizes[row] = this.sizeOf(sizes[row] as number)
    }
    return rows
  }

  /** The best so many levels. */
  levels(side: BookSideName, limit: number = Infinity): PricedLevel[] {
    const out: PricedLevel[] = []
    ;(side === 'bid' ? this.bids : this.asks).each((rank, size) => {
      if (out.length >= limit) return false
      out.push({ price: stepsValue(Math.abs(rank), this.scale.step), size: this.sizeOf(size) })
      return true
    })
    return out
  }

  /** A price in whole steps (`priceStep`); `null` for what is no price or between two of them. */
  stepsOf(price: number | string): number | null {
    const steps = wireSteps(price, this.scale.step)
    return steps > 0 ? steps : null
  }

  /** A size as the book keeps it, in size steps or base units; `null` for what is no size or off the step. */
  keptSize(size: number | string): number | null {
    const kept = this.sizes === null ? wireNumber(size) : wireSteps(size, this.sizes)
    return kept >= 0 ? kept : null
  }

  /** The price of so many steps. */
  priceOf(steps: number): number {
    return stepsValue(steps, this.scale.step)
  }

  /** Base units of a size that the book keeps. */
  sizeOf(kept: number): number {
    return this.sizes === null ? kept : stepsValue(kept, this.sizes)
  }

  /**
   * Goes over to another tick size. Levels keep their prices, in a finer step where one of them is off the new tick; where
   * none of at most four places holds them all, nothing changes and the answer is false: such a book needs a snapshot.
   */
  changeTickSize(tickSize: number): boolean {
    const scale = priceScale('OrderBook', tickSize)
    const levels = [...this.levels('bid'), ...this.levels('ask')]
    const offTick = levels.find(({ price }) => wireSteps(price, scale.step) <= 0)
    const fineness = scale.steps.findIndex((_, index) => this.recount(scale.at(index)))
    if (fineness > 0 && offTick !== undefined) this.refined(offTick.price)
    return fineness >= 0
  }

  /** All levels and counts, as plain data that survives a structured clone. */
  snapshot(): OrderBookState {
    const { bids, asks, tickSize, priceStep, sizeStep } = this
    const { bidHorizon, askHorizon, droppedLevels, duplicateLevels, refinements } = this
    return {
      version: 2,
      tickSize,
      priceStep,
      sizeStep,
      bids: sideColumns(bids),
      asks: sideColumns(asks),
      counts: Float64Array.of(bidHorizon, askHorizon, droppedLevels, duplicateLevels, refinements),
    }
  }

  /** Puts back what `snapshot` gave; its size step must be that of this book. */
  restore(state: OrderBookState): void {
    demand(state.version === 2, 'OrderBook', 'state.version', state.version, '2')
    demand(state.sizeStep === this.sizeStep, 'OrderBook', 'state.sizeStep', state.sizeStep, `${this.sizeStep}`)
    const scale = priceScale('OrderBook', state.tickSize)
    const fineness = scale.steps.findIndex(({ value }) => value === state.priceStep)
    demand(fineness >= 0, 'OrderBook', 'state.priceStep', state.priceStep, `the tick (${state.tickSize}) or finer`)
    const [bidHorizon, askHorizon, dropped, duplicates, refinements] = state.counts
    this.put(scale.at(fineness), state.bids, state.asks)
    this.bidHorizon = bidHorizon as number
    this.askHorizon = askHorizon as number
    this.droppedLevels = dropped as number
    this.duplicateLevels = duplicates as number
    this.refinements = refinements as number
  }

  /** Tells an observer of each change from now on; the answer ends it. */
  observe(observer: LevelObserver): () => void {
    return this.observers.add(observer)
  }

  private applyRows(): void {
    const { prices, sizes, bids, rows } = this.reader
    this.duplicateLevels += this.reader.duplicates()
    for (let row = 0; row < bids; row++) this.set('bid', prices[row] as number, sizes[row] as number)
    for (let row = bids; row < rows; row++) this.set('ask', prices[row] as number, sizes[row] as number)
  }

  /** Goes over to the finer step that a message was read in; false where a level has no place there. */
  private refine(): boolean {
    const { reader, scale } = this
    if (this.recount(scale.at(reader.fineness))) this.refined(((reader.offStep as BookFault).level as BookLevel)[0])
    else reader.setScale(scale)
    return this.scale !== scale
  }

  private refined(price: number | string): void {
    this.refinements++
    this.offTickPrice = price
  }

  /** Counts prices in another step; false, and nothing changes, where a level has no place there. */
  private recount(scale: PriceScale): boolean {
    const [from, to] = [this.scale.step, scale.step]
    const bids = inOtherSteps(sideColumns(this.bids), from, to)
    const asks = inOtherSteps(sideColumns(this.asks), from, to)
    if (bids === null || asks === null) return false
    const [bidHorizon, askHorizon] = [otherRank(this.bidHorizon, from, to), otherRank(this.askHorizon, from, to)]
    this.put(scale, bids, asks)
    this.bidHorizon = bidHorizon
    this.askHorizon = askHorizon
    return true
  }

  private put(scale: PriceScale, bids: LevelColumns, asks: LevelColumns): void {
    this.clear()
    this.scale = scale
    this.reader.setScale(scale)
    bids.prices.forEach((steps, row) => this.set('bid', steps, bids.sizes[row] as number))
    asks.prices.forEach((steps, row) => this.set('ask', steps, asks.sizes[row] as number))
  }

  private dropWorst(side: BookSideName, half: BookSide): void {
    const rank = half.worstRank
    const before = half.set(rank, 0)
    this.droppedLevels++
    if (side === 'bid') this.bidHorizon = Math.min(this.bidHorizon, rank)
    else this.askHorizon = Math.min(this.askHorizon, rank)
    this.observers.changed(side, Math.abs(rank), before, 0)
  }
}
