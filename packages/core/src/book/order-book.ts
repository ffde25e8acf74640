import { demand } from '../errors/index.js'
import type { BookLevel } from '../market/index.js'
import { BookSide } from './book-side.js'
import { sideColumns, type OrderBookState } from './book-state.js'
import { decimalStep, stepsValue, wireNumber, wireSteps, type DecimalStep } from './decimal-step.js'
import type { LevelObserver } from './level-observer.js'
import { LevelReader, type BookFault, type BookSideName } from './level-reader.js'

/** What a book must know of its instrument; an `Instrument` says it too. */
export interface OrderBookOptions {
  /** Step of prices, quote currency; a decimal. */
  readonly tickSize: number
  /**
   * Where given, sizes are counted in whole steps of this decimal, and a size off it is refused. Mind that the lot size
   * of orders is often too coarse: what rests may be older than it, or the rest of a fill. Unless given, a size is the
   * double nearest to what the venue wrote.
   */
  readonly sizeStep?: number | undefined
  /** Most levels kept of each side, 1 to 1,000,000; 10,000 unless said. */
  readonly maxLevels?: number | undefined
}

/** Price and size of a level. */
export interface PricedLevel {
  /** Price, quote currency. */
  readonly price: number
  /** Base units. */
  readonly size: number
}

/**
 * An order book by price (L2): what rests at each price, best first.
 *
 * Prices are whole ticks inside: `1.10` and `1.1` are one level. A message with a bad level is refused whole. Each side keeps its best `maxLevels` levels: of a full side the worst level is
 * dropped, and the side is complete only on the near side of its `horizon` from then on.
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
  /** Buyers, ranked by `-ticks`. */
  readonly bids: BookSide = new BookSide()
  /** Sellers, ranked by `ticks`. */
  readonly asks: BookSide = new BookSide()
  /** Levels dropped because a side was full. */
  droppedLevels: number = 0
  /** Prices that stood twice in one message; the last one counted. */
  duplicateLevels: number = 0
  private tick: DecimalStep
  private readonly step: DecimalStep | null
  private readonly reader: LevelReader
  private bidHorizon: number = Infinity
  private askHorizon: number = Infinity
  private readonly observers: LevelObserver[] = [] // bound: MOST_OBSERVERS
  private isObserved: boolean = false

  constructor(options: OrderBookOptions) {
    const { tickSize, sizeStep, maxLevels = 10_000 } = options
    this.tick = decimalStep('OrderBook', 'tickSize', tickSize)
    this.step = sizeStep === undefined ? null : decimalStep('OrderBook', 'sizeStep', sizeStep)
    const isCap = Number.isInteger(maxLevels) && maxLevels >= 1 && maxLevels <= 1_000_000
    demand(isCap, 'OrderBook', 'maxLevels', maxLevels, 'a whole number from 1 to 1000000')
    this.maxLevels = maxLevels
    this.reader = new LevelReader(this.tick, this.step)
  }

  /** Step of prices. */
  get tickSize(): number {
    return this.tick.value
  }

  /** What sizes are counted in; `null` where they are in base units. */
  get sizeStep(): number | null {
    return this.step === null ? null : this.step.value
  }

  /** Best bid; `null` while there is none, as with the three below. */
  get bidPrice(): number | null {
    return this.bids.count === 0 ? null : stepsValue(-this.bids.bestRank, this.tick)
  }

  /** Base units at the best bid. */
  get bidSize(): number | null {
    return this.bids.count === 0 ? null : this.sizeOf(this.bids.bestSize)
  }

  /** Best ask. */
  get askPrice(): number | null {
    return this.asks.count === 0 ? null : stepsValue(this.asks.bestRank, this.tick)
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
    this.applyRows()
    return null
  }

  /** Sets levels, size 0 removes (one that is not there too); a bad level refuses all of it. */
  applyDelta(bids: readonly BookLevel[], asks: readonly BookLevel[]): BookFault | null {
    const fault = this.reader.read(bids, asks)
    if (fault !== null) return fault
    this.applyRows()
    return null
  }

  /**
   * Sets one level, already in ticks and as sizes are kept (`ticksOf`, `keptSize`), and returns the size that it had. For
   * sources that have integers; nothing is checked.
   */
  set(side: BookSideName, ticks: number, size: number): number {
    const isBid = side === 'bid'
    const half = isBid ? this.bids : this.asks
    const before = half.set(isBid ? -ticks : ticks, size)
    if (this.isObserved) this.tell(side, ticks, before, size)
    if (half.count > this.maxLevels) this.dropWorst(side, half)
    return before
  }

  /** Removes every level of both sides. */
  clear(): void {
    this.bids.clear()
    this.asks.clear()
    this.bidHorizon = Infinity
    this.askHorizon = Infinity
    for (const observer of this.observers) observer.cleared()
  }

  /** The best price at which a level was dropped since the last snapshot: up to there a side is complete. `null`: all of it is. */
  horizon(side: BookSideName): number | null {
    const rank = side === 'bid' ? this.bidHorizon : this.askHorizon
    return rank === Infinity ? null : stepsValue(Math.abs(rank), this.tick)
  }

  /** Base units at a price; 0 where nothing rests, `null` for what is no price. */
  sizeAt(side: BookSideName, price: number | string): number | null {
    const ticks = this.ticksOf(price)
    if (ticks === null) return null
    return this.sizeOf(side === 'bid' ? this.bids.sizeAt(-ticks) : this.asks.sizeAt(ticks))
  }

  /**
   * Writes prices and sizes of the best levels into two arrays, as many as fit or there are, and returns how many.
   * Allocates nothing.
   */
  depth(side: BookSideName, prices: Float64Array, sizes: Float64Array): number {
    const rows = (side === 'bid' ? this.bids : this.asks).copy(prices, sizes)
    for (let row = 0; row < rows; row++) {
      prices[row] = stepsValue(Math.abs(prices[row] as number), this.tick)
      sizes[row] = this.sizeOf(sizes[row] as number)
    }
    return rows
  }

  /** The best so many levels. */
  levels(side: BookSideName, limit: number = Infinity): PricedLevel[] {
    const out: PricedLevel[] = []
    ;(side === 'bid' ? this.bids : this.asks).each((rank, size) => {
      if (out.length >= limit) return false
      out.push({ price: stepsValue(Math.abs(rank), this.tick), size: this.sizeOf(size) })
      return true
    })
    return out
  }

  /** A price in whole ticks; `null` for what is no price or off the tick. */
  ticksOf(price: number | string): number | null {
    const ticks = wireSteps(price, this.tick)
    return ticks > 0 ? ticks : null
  }

  /** A size as the book keeps it, in size steps or base units; `null` for what is no size or off the step. */
  keptSize(size: number | string): number | null {
    const kept = this.step === null ? wireNumber(size) : wireSteps(size, this.step)
    return kept >= 0 ? kept : null
  }

  /** The price of so many ticks. */
  priceOf(ticks: number): number {
    return stepsValue(ticks, this.tick)
  }

  /** Base units of a size that the book keeps. */
  sizeOf(kept: number): number {
    return this.step === null ? kept : stepsValue(kept, this.step)
  }

  /**
   * Goes over to another tick size. Levels keep their prices; where one of them is off the new tick, nothing changes and
   * the answer is false: such a book needs a snapshot.
   */
  changeTickSize(tickSize: number): boolean {
    const tick = decimalStep('OrderBook', 'tickSize', tickSize)
    const levels = (['bid', 'ask'] as const).flatMap((side) =>
      this.levels(side).map(({ price, size }) => ({ side, ticks: wireSteps(price, tick), size })),
    )
    if (levels.some(({ ticks }) => ticks <= 0)) return false
    this.clear()
    this.tick = tick
    this.reader.setTick(tick)
    for (const { side, ticks, size } of levels) this.set(side, ticks, this.keptSize(size) as number)
    return true
  }

  /** All levels and counts, as plain data that survives a structured clone. */
  snapshot(): OrderBookState {
    const { bids, asks, bidHorizon, askHorizon, droppedLevels, duplicateLevels } = this
    return {
      version: 1,
      tickSize: this.tickSize,
      sizeStep: this.sizeStep,
      bids: sideColumns(bids),
      asks: sideColumns(asks),
      counts: Float64Array.of(bidHorizon, askHorizon, droppedLevels, duplicateLevels),
    }
  }

  /** Puts back what `snapshot` gave; its size step must be that of this book. */
  restore(state: OrderBookState): void {
    demand(state.version === 1, 'OrderBook', 'state.version', state.version, '1')
    demand(state.sizeStep === this.sizeStep, 'OrderBook', 'state.sizeStep', state.sizeStep, `${this.sizeStep}`)
    this.clear()
    this.changeTickSize(state.tickSize)
    for (const side of ['bid', 'ask'] as const) {
      const { ticks, sizes } = side === 'bid' ? state.bids : state.asks
      for (let i = 0; i < ticks.length; i++) this.set(side, ticks[i] as number, sizes[i] as number)
    }
    const [bidHorizon, askHorizon, dropped, duplicates] = state.counts
    this.bidHorizon = bidHorizon as number
    this.askHorizon = askHorizon as number
    this.droppedLevels = dropped as number
    this.duplicateLevels = duplicates as number
  }

  /** Tells an observer of each change from now on; the answer ends it. */
  observe(observer: LevelObserver): () => void {
    const { observers } = this
    demand(observers.length < MOST_OBSERVERS, 'OrderBook', 'observers', observers.length, `at most ${MOST_OBSERVERS}`)
    observers.push(observer)
    this.isObserved = true
    return () => {
      const at = observers.indexOf(observer)
      if (at >= 0) observers.splice(at, 1)
      this.isObserved = observers.length > 0
    }
  }

  private applyRows(): void {
    const { ticks, sizes, bids, rows } = this.reader
    this.duplicateLevels += this.reader.duplicates()
    for (let row = 0; row < bids; row++) this.set('bid', ticks[row] as number, sizes[row] as number)
    for (let row = bids; row < rows; row++) this.set('ask', ticks[row] as number, sizes[row] as number)
  }

  private dropWorst(side: BookSideName, half: BookSide): void {
    const rank = half.worstRank
    const before = half.set(rank, 0)
    this.droppedLevels++
    if (side === 'bid') this.bidHorizon = Math.min(this.bidHorizon, rank)
    else this.askHorizon = Math.min(this.askHorizon, rank)
    this.tell(side, Math.abs(rank), before, 0)
  }

  private tell(side: BookSideName, ticks: number, before: number, after: number): void {
    if (before === after) return
    for (const observer of this.observers) observer.changed(side, ticks, before, after)
  }
}

const MOST_OBSERVERS = 1_000
