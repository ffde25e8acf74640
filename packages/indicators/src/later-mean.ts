import { DelayLine } from '@tapeline/core/indicator'
import { ChainedMean } from './chained-mean.js'

/** Wilder's mean as it was some samples ago: a line that is drawn so much later. */
export class LaterMean {
  /** The sample to count as the newest: set it, then call `step`. */
  newest: number = NaN
  /** The line at the newest sample; NaN while there is none. */
  value: number = NaN
  private readonly mean: ChainedMean
  private readonly line: DelayLine

  /** @param offset samples by which it is drawn later, at least 1. */
  constructor(period: number, offset: number) {
    this.mean = new ChainedMean(period, 1 / period)
    this.line = new DelayLine(offset)
  }

  /** Makes the newest sample permanent. */
  push(): void {
    this.line.newest = this.mean.value
    this.line.shift()
    this.value = this.line.oldest
    this.mean.push()
  }

  /** Counts `newest`. */
  step(): void {
    this.mean.newest = this.newest
    this.mean.step()
  }
}
