import { RangeWindow, isSample } from '@tapeline/core/indicator'

/**
 * Where the newest number stands between the lowest and the highest of so many, in per cent. While they are all equal it
 * holds its value, 0 before it ever had one. The newest number may still change.
 */
export class PlaceInRange {
  /** The number to count as the newest: set it, then call `look`. */
  newest: number = NaN
  /** The place after `look`; NaN before number `length`. */
  value: number = NaN
  private readonly length: number
  private readonly window: RangeWindow
  private held: number = NaN
  private count = 0

  constructor(length: number) {
    this.length = length
    this.window = new RangeWindow(length)
    this.held = 0
  }

  /** Makes `newest` permanent; the first call may find none. */
  push(): void {
    if (this.newest !== this.newest) return
    this.count++
    this.window.push()
    if (this.value === this.value) this.held = this.value
  }

  /** Counts `newest`. */
  look(): void {
    const { window, newest } = this
    window.high = newest
    window.low = newest
    window.look()
    if (this.count < this.length - 1) return
    const place = (100 * (newest - window.lowest)) / (window.highest - window.lowest)
    this.value = isSample(place) ? place : this.held
  }
}
