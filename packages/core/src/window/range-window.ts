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
  private readonly length: number
  /** From `next` on: extremes of the older block's suffixes. Before: bars of the newer block. */
  private readonly highs: Float64Array
  private readonly lows: Float64Array
  private next = 0
  private blockHigh: number = NaN
  private blockLow: number = NaN

  /** @param filled how many empty bars the first block begins with, so that windows of one length turn at different times. */
  constructor(period: number, filled = 0) {
    this.length = period - 1
    this.next = filled
    this.highs = new Float64Array(Math.max(period - 1, 1)).fill(-Infinity)
    this.lows = new Float64Array(Math.max(period - 1, 1)).fill(Infinity)
    this.blockHigh = -Infinity
    this.blockLow = Infinity
  }

  /** Counts the newest bar. */
  look(): void {
    const { high, low, next, blockHigh, blockLow } = this
    const olderHigh = this.highs[next] as number
    const olderLow = this.lows[next] as number
    this.highest = Math.max(high, blockHigh, olderHigh)
    this.lowest = Math.min(low, blockLow, olderLow)
  }

  /** Makes the newest bar permanent. */
  push(): void {
    const { length, next, high, low } = this
    if (length === 0) return
    this.highs[next] = high
    this.lows[next] = low
    if (high > this.blockHigh) this.blockHigh = high
    if (low < this.blockLow) this.blockLow = low
    this.next = next + 1
    if (next + 1 === length) this.turn()
  }

  private turn(): void {
    const { highs, lows } = this
    let highest = -Infinity
    let lowest = Infinity
    for (let at = this.length - 1; at >= 0; at--) {
      highest = Math.max(highest, highs[at] as number)
      lowest = Math.min(lowest, lows[at] as number)
      highs[at] = highest
      lows[at] = lowest
    }
    this.next = 0
    this.blockHigh = -Infinity
    this.blockLow = Infinity
  }
}
