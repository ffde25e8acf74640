import { DelayLine, isSample } from '@tapeline/core/indicator'
import { MovingMean } from './moving-mean.js'

/** A simple mean of rates of change, in per cent: one horizon of an indicator that looks at several. */
export class SmoothedChange {
  /** The sample to count as the newest: set it, then call `step`. */
  newest: number = NaN
  /** The mean after `step`; NaN while there is none. */
  value: number = NaN
  private readonly past: DelayLine
  private readonly mean: MovingMean

  /** @param reach how many samples back the change is measured. */
  constructor(reach: number, period: number) {
    this.past = new DelayLine(reach)
    this.mean = new MovingMean(period, 'sma')
  }

  /** Makes `newest` permanent. */
  push(): void {
    this.past.push(this.newest)
    this.mean.push()
  }

  /** Counts `newest`. */
  step(): void {
    const before = this.past.oldest
    if (before !== before) return
    const { mean } = this
    mean.newest = (this.newest / before - 1) * 100
    if (!isSample(mean.newest)) mean.newest = 0
    mean.look()
    this.value = mean.value
  }
}
