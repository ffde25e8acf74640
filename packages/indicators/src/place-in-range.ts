import { ExtremeWindow, isSample } from '@tapeline/core/indicator'

/**
 * Where the newest number stands between the lowest and the highest of so many, in per cent. While they are all equal it
 * holds its value, 0 before it ever had one. The newest number may still change.
 */
export class PlaceInRange {
  /** The place after `include`; NaN before number `length`. */
  value: number = NaN
  private readonly length: number
  private readonly highs: ExtremeWindow
  private readonly lows: ExtremeWindow
  private newest: number = NaN
  private held: number = NaN
  private count = 0

  constructor(length: number) {
    this.length = length
    this.highs = new ExtremeWindow(length - 1, 1)
    this.lows = new ExtremeWindow(length - 1, -1)
    this.held = 0
  }

  /** Makes the number last included permanent; the first call may find none. */
  push(): void {
    if (this.newest !== this.newest) return
    this.count++
    this.highs.push(this.newest)
    this.lows.push(this.newest)
    if (this.value === this.value) this.held = this.value
  }

  /** Counts this number as the newest. */
  include(x: number): void {
    this.newest = x
    if (this.count < this.length - 1) return
    const low = this.lows.including(x)
    const place = (100 * (x - low)) / (this.highs.including(x) - low)
    this.value = isSample(place) ? place : this.held
  }
}
