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
  private readonly length: number
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

  /**
   * The same as, for each row of `[from, to)`, all of them samples: push, take the row's bar as the newest, look, and write
   * both extremes.
   */
  slide(
    highs: Float64Array,
    lows: Float64Array,
    highest: Float64Array,
    lowest: Float64Array,
    from: number,
    to: number,
  ): void {
    const { blocks, length } = this
    let { next, high, low, blockHigh, blockLow } = this
    for (let i = from; i < to; i++) {
      if (length > 0) {
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
      }
      high = highs[i] as number
      low = lows[i] as number
      const olderHigh = blocks[2 * next] as number
      const olderLow = blocks[2 * next + 1] as number
      const newerHigh = high > blockHigh ? high : blockHigh
      const newerLow = low < blockLow ? low : blockLow
      highest[i] = olderHigh > newerHigh ? olderHigh : newerHigh
      lowest[i] = olderLow < newerLow ? olderLow : newerLow
    }
    this.next = next
    this.high = high
    this.low = low
    this.blockHigh = blockHigh
    this.blockLow = blockLow
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
