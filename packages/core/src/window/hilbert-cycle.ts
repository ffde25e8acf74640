import { atanAt } from '../math/index.js'

/**
 * The dominant cycle of a price by Ehlers' homodyne discriminator, with TA-Lib's start: prices are smoothed over four
 * samples, split by a Hilbert transform into a part in phase and one in quadrature, and how far the two turn from one
 * sample to the next gives the period. The newest sample may still change.
 *
 * Prices before `start` count in nothing but the first smoothed one.
 */
export class HilbertCycle {
  /** The sample to count as the newest: set it, then call `amend`. */
  newest: number = NaN
  /** The newest 64 samples and smoothed samples, each at its index modulo 64. */
  readonly prices: Float64Array = new Float64Array(64)
  readonly smoothed: Float64Array = new Float64Array(64)
  /** After `amend`: the period of the cycle in samples, smoothed once and twice, and the two parts of the price. */
  period: number = NaN
  smoothPeriod: number = NaN
  inPhase: number = NaN
  quadrature: number = NaN
  private readonly start: number
  /** The newest 16 of the detrended price and of its quadrature, each at its index modulo 16. */
  private readonly detrended: Float64Array = new Float64Array(16)
  private readonly quadratures: Float64Array = new Float64Array(16)
  /** A number on its way into a function of angles and out of it: one that crosses a call may be boxed. */
  readonly angle: Float64Array = new Float64Array(1)
  /** What the transform came to: a number that crosses a call which is not inlined would be boxed. */
  private transformed: number = NaN
  private i2: number = NaN
  private q2: number = NaN
  private re: number = NaN
  private im: number = NaN
  private pastPeriod: number = NaN
  private pastSmoothPeriod: number = NaN
  private pastI2: number = NaN
  private pastQ2: number = NaN
  private pastRe: number = NaN
  private pastIm: number = NaN

  /** @param start index of the first sample that is analysed; 12 and 37 in TA-Lib. */
  constructor(start: number) {
    this.start = start
    this.period = 0
    this.smoothPeriod = 0
    this.i2 = 0
    this.q2 = 0
    this.re = 0
    this.im = 0
  }

  commit(): void {
    this.pastPeriod = this.period
    this.pastSmoothPeriod = this.smoothPeriod
    this.pastI2 = this.i2
    this.pastQ2 = this.q2
    this.pastRe = this.re
    this.pastIm = this.im
  }

  /**
   * Analyses `newest`. Says whether it comes late enough for that.
   *
   * @param at its index, 0 for the first sample.
   */
  amend(at: number): boolean {
    this.prices[at & 63] = this.newest
    if (at < this.start) return false
    this.split(at)
    this.discriminate()
    return true
  }

  private split(at: number): void {
    const { prices, smoothed, detrended, quadratures } = this
    const sum =
      (prices[(at - 3) & 63] as number) +
      2 * (prices[(at - 2) & 63] as number) +
      3 * (prices[(at - 1) & 63] as number) +
      4 * (prices[at & 63] as number)
    smoothed[at & 63] = sum * 0.1
    const gain = 0.075 * this.pastPeriod + 0.54
    this.transform(smoothed, 63, at)
    detrended[at & 15] = this.transformed * gain
    this.transform(detrended, 15, at)
    quadratures[at & 15] = this.transformed * gain
    this.inPhase = detrended[(at - 3) & 15] as number
    this.quadrature = quadratures[at & 15] as number
    // Both parts a quarter of the cycle on.
    this.transform(detrended, 15, at - 3)
    const aheadInPhase = this.transformed * gain
    this.transform(quadratures, 15, at)
    const aheadQuadrature = this.transformed * gain
    this.q2 = 0.2 * (this.quadrature + aheadInPhase) + 0.8 * this.pastQ2
    this.i2 = 0.2 * (this.inPhase - aheadQuadrature) + 0.8 * this.pastI2
  }

  /** Ehlers' Hilbert transform over seven samples, of a ring whose length is `mask + 1`, into `transformed`. */
  private transform(ring: Float64Array, mask: number, at: number): void {
    this.transformed =
      0.0962 * (ring[at & mask] as number) -
      0.0962 * (ring[(at - 6) & mask] as number) -
      0.5769 * (ring[(at - 4) & mask] as number) +
      0.5769 * (ring[(at - 2) & mask] as number)
  }

  private discriminate(): void {
    const { i2, q2, pastI2, pastQ2, pastPeriod } = this
    this.re = 0.2 * (i2 * pastI2 + q2 * pastQ2) + 0.8 * this.pastRe
    this.im = 0.2 * (i2 * pastQ2 - q2 * pastI2) + 0.8 * this.pastIm
    let period = pastPeriod
    if (this.im !== 0 && this.re !== 0) {
      this.angle[0] = this.im / this.re
      atanAt(this.angle, 0)
      period = 360 / ((this.angle[0] as number) * DEGREES)
    }
    if (period > 1.5 * pastPeriod) period = 1.5 * pastPeriod
    if (period < 0.67 * pastPeriod) period = 0.67 * pastPeriod
    if (period < 6) period = 6
    else if (period > 50) period = 50
    this.period = 0.2 * period + 0.8 * pastPeriod
    this.smoothPeriod = 0.33 * this.period + 0.67 * this.pastSmoothPeriod
  }
}

/** Degrees in a radian. */
const DEGREES = 57.29577951308232
