import { DelayLine, ExponentialMean } from '@tapeline/core/indicator'

/** Wilder's mean as it was some samples ago: a line that is drawn so much later. */
export class LaterMean {
  private readonly mean: ExponentialMean
  private readonly line: DelayLine

  /** @param offset samples by which it is drawn later, at least 1. */
  constructor(period: number, offset: number) {
    this.mean = new ExponentialMean(period, 1 / period)
    this.line = new DelayLine(offset)
  }

  /** The line at the newest sample; NaN while there is none. */
  get value(): number {
    return this.line.oldest
  }

  /** Makes the included sample permanent; the first call finds none. Each is followed by `include`. */
  commit(): void {
    this.line.push(this.mean.value)
    this.mean.commit()
  }

  /** Counts this sample as the newest. */
  include(x: number): void {
    this.mean.include(x)
  }
}
