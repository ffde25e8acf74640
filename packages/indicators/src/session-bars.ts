const DAY_MS = 86_400_000

/**
 * The bar of the UTC day before the newest bar's, as far as it was seen, and the open of the newest bar's own day. A bar
 * belongs to the day in which it opened. The newest bar may still change.
 */
export class SessionBars {
  /** The day before: NaN while there is none. */
  open: number = NaN
  high: number = NaN
  low: number = NaN
  close: number = NaN
  /** Open of the newest bar's day. */
  dayOpen: number = NaN
  /** Of the permanent bars: the day that they are in, that day so far, the day before it. */
  private day: number = NaN
  private readonly running: Float64Array = new Float64Array(4).fill(NaN)
  private readonly before: Float64Array = new Float64Array(4).fill(NaN)
  private newestDay: number = NaN
  private readonly newest: Float64Array = new Float64Array(4)

  /** Makes the newest bar permanent; there must be one. */
  commit(): void {
    const { running, newest } = this
    if (this.newestDay === this.day) {
      running[1] = Math.max(running[1] as number, newest[1] as number)
      running[2] = Math.min(running[2] as number, newest[2] as number)
      running[3] = newest[3] as number
      return
    }
    this.before.set(running)
    running.set(newest)
    this.day = this.newestDay
  }

  /** @param time when the bar opened, UTC epoch ms. */
  amend(open: number, high: number, low: number, close: number, time: number): void {
    const { running, newest } = this
    newest[0] = open
    newest[1] = high
    newest[2] = low
    newest[3] = close
    this.newestDay = Math.floor(time / DAY_MS)
    const going = this.newestDay === this.day
    const past = going ? this.before : running
    this.open = past[0] as number
    this.high = past[1] as number
    this.low = past[2] as number
    this.close = past[3] as number
    this.dayOpen = going ? (running[0] as number) : open
  }
}
