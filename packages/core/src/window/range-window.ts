import { isSample } from './sample.js'

/**
 * The highest high and the lowest low of the newest `period` bars, of which the newest may still change.
 *
 * Van Herk's block extremes on both sides: the older block is held as the extremes of its every suffix, the newer one as one
 * pair. O(1) amortised: every `period - 1` bars a block turns over. Numbers travel in fields, since
 * those that cross a call are boxed.
 */
export class RangeWindow {
  /** The bar to count as the newest: set both, then call `look`. */
  high: number = NaN
  low: number = NaN
  /** Extremes of the window after `look`; of fewer bars before there are `period`. */
  highest: number = NaN
  lowest: number = NaN
  /**
   * A high and a low a place. From `next` on: extremes of the older block's suffixes. Before: bars of the newer block. Behind
   * all places: the room that was asked for.
   */
  readonly blocks: Float64Array
  /** Bars before the newest. */
  readonly length: number
  private next = 0
  private blockHigh: number = NaN
  private blockLow: number = NaN

  /**
   * @param filled how many empty bars the first block begins with, so that windows of one length turn at different times.
   * @param room how many numbers more `blocks` has at its end, for whoever would need an array of his own for a few.
   */
  constructor(period: number, filled = 0, room = 0) {
    this.length = period - 1
    this.next = filled
    const places = Math.max(period - 1, 1)
    this.blocks = new Float64Array(2 * places + room)
    for (let at = 0; at < places; at++) {
      this.blocks[2 * at] = -Infinity
      this.blocks[2 * at + 1] = Infinity
    }
    this.blockHigh = -Infinity
    this.blockLow = Infinity
  }

  /** Counts the newest bar. */
  look(): void {
    const { high, low, blocks, next, blockHigh, blockLow } = this
    const olderHigh = blocks[2 * next] as number
    const olderLow = blocks[2 * next + 1] as number
    const newerHigh = high > blockHigh ? high : blockHigh
    const newerLow = low < blockLow ? low : blockLow
    this.highest = olderHigh > newerHigh ? olderHigh : newerHigh
    this.lowest = olderLow < newerLow ? olderLow : newerLow
  }

  /** Makes the newest bar permanent. */
  push(): void {
    const { blocks, length, next, high, low } = this
    if (length === 0) return
    blocks[2 * next] = high
    blocks[2 * next + 1] = low
    if (high > this.blockHigh) this.blockHigh = high
    if (low < this.blockLow) this.blockLow = low
    this.next = next + 1
    if (next + 1 === length) this.turn()
  }

  /** Where a number stands between both extremes, in per cent; 0 where they are equal. */
  place(number: number): number {
    const { lowest } = this
    const place = (number - lowest) / ((this.highest - lowest) / 100)
    return isSample(place) ? place : 0
  }

  /**
   * The same as: push the newest bar, take this one as the newest, look, and ask for the place of its close; the extremes are
   * not kept. For windows of at least 2 bars.
   */
  follow(high: number, low: number, close: number): number {
    const { blocks, high: enteringHigh, low: enteringLow } = this
    let at = 2 * this.next
    blocks[at] = enteringHigh
    blocks[at + 1] = enteringLow
    if (enteringHigh > this.blockHigh) this.blockHigh = enteringHigh
    if (enteringLow < this.blockLow) this.blockLow = enteringLow
    if (++this.next === this.length) this.turn()
    this.high = high
    this.low = low
    at = 2 * this.next
    let highest = this.blockHigh
    if (high > highest) highest = high
    let older = blocks[at] as number
    if (older > highest) highest = older
    let lowest = this.blockLow
    if (low < lowest) lowest = low
    older = blocks[at + 1] as number
    if (older < lowest) lowest = older
    const place = (close - lowest) / ((highest - lowest) / 100)
    return isSample(place) ? place : 0
  }

  /**
   * The same as, for each row of `[from, to)`: follow with the row's bar, and write what comes of it. Stops at a row that is no
   * sample, and returns it.
   */
  slide(
    highs: Float64Array,
    lows: Float64Array,
    closes: Float64Array,
    output: Float64Array,
    from: number,
    to: number,
  ): number {
    const { blocks, length } = this
    let { next, high, low, blockHigh, blockLow } = this
    let i = from
    for (; i < to; i++) {
      const nextHigh = highs[i] as number
      const nextLow = lows[i] as number
      const close = closes[i] as number
      if (!isSample(nextHigh) || !isSample(nextLow) || !isSample(close)) break
      blocks[2 * next] = high
      blocks[2 * next + 1] = low
      if (high > blockHigh) blockHigh = high
      if (low < blockLow) blockLow = low
      if (++next === length) {
        this.turn()
        next = 0
        blockHigh = -Infinity
        blockLow = Infinity
      }
      high = nextHigh
      low = nextLow
      const olderHigh = blocks[2 * next] as number
      const olderLow = blocks[2 * next + 1] as number
      const newerHigh = high > blockHigh ? high : blockHigh
      const newerLow = low < blockLow ? low : blockLow
      const highest = olderHigh > newerHigh ? olderHigh : newerHigh
      const lowest = olderLow < newerLow ? olderLow : newerLow
      const place = (close - lowest) / ((highest - lowest) / 100)
      output[i] = isSample(place) ? place : 0
    }
    this.next = next
    this.high = high
    this.low = low
    this.blockHigh = blockHigh
    this.blockLow = blockLow
    return i
  }

  private turn(): void {
    const { blocks, length } = this
    let highest = -Infinity
    let lowest = Infinity
    for (let at = 2 * length - 2; at >= 0; at -= 2) {
      const high = blocks[at] as number
      const low = blocks[at + 1] as number
      if (high > highest) highest = high
      if (low < lowest) lowest = low
      blocks[at] = highest
      blocks[at + 1] = lowest
    }
    this.next = 0
    this.blockHigh = -Infinity
    this.blockLow = Infinity
  }
}
