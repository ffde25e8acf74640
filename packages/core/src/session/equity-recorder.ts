import type { InstrumentId } from '../market/index.js'
import type { DrawdownRecord, EquityCurve } from '../report/index.js'

/** bound: past this many samples every second one is dropped and the grid doubles. */
const MAX_SAMPLES = 16_384

/**
 * Keeps the equity curve and the deepest drawdown of a run.
 *
 * The hot loop calls `observe` only when equity rises above `peak`, falls below `low`, or the clock reaches
 * `nextSampleTs`: between these nothing that is kept can change.
 */
export class EquityRecorder {
  peak: number
  /** Lowest equity since the last sample or the last peak. */
  low: number
  nextSampleTs: number = -Infinity
  /** Clock of the first event. */
  startTs: number = NaN
  readonly #marks: (index: number) => number
  #everyMs: number
  #length = 0
  readonly #ts: Float64Array = new Float64Array(MAX_SAMPLES)
  readonly #equity: Float64Array = new Float64Array(MAX_SAMPLES)
  readonly #drawdown: Float64Array = new Float64Array(MAX_SAMPLES)
  readonly #prices: readonly Float64Array[]
  #worstSinceSample = 0
  #peakTs = 0
  #isBelowPeak = false
  #depth = 0
  #depthPeakTs = 0
  #depthTroughTs = 0
  #longestMs = 0

  constructor(initialEquity: number, instruments: number, everyMs: number, marks: (index: number) => number) {
    this.peak = initialEquity
    this.low = initialEquity
    this.#everyMs = everyMs
    this.#marks = marks
    this.#prices = Array.from({ length: instruments }, () => new Float64Array(MAX_SAMPLES))
  }

  observe(now: number, equity: number): void {
    if (this.#length === 0) {
      this.startTs = now
      this.#peakTs = now
    }
    if (equity >= this.peak) {
      this.#endFall(now)
      this.peak = equity
      this.#peakTs = now
      this.low = equity
    } else if (equity < this.low) {
      this.low = equity
      this.#fall(now)
    }
    if (now >= this.nextSampleTs) this.#sample(now, equity)
  }

  finish(now: number, equity: number): void {
    this.nextSampleTs = -Infinity
    this.observe(now, equity)
    if (this.#isBelowPeak) this.#longestMs = Math.max(this.#longestMs, now - this.#peakTs)
  }

  curve(instrumentIds: readonly InstrumentId[]): EquityCurve {
    const n = this.#length
    return {
      length: n,
      ts: this.#ts.slice(0, n),
      equity: this.#equity.slice(0, n),
      drawdown: this.#drawdown.slice(0, n),
      prices: Object.fromEntries(instrumentIds.map((id, i) => [id, this.#prices[i]!.slice(0, n)])),
    }
  }

  drawdown(): DrawdownRecord {
    return { depth: this.#depth, peakTs: this.#depthPeakTs, troughTs: this.#depthTroughTs, longestMs: this.#longestMs }
  }

  #fall(now: number): void {
    this.#isBelowPeak = true
    // Equity at or below 0 has lost all of its peak.
    const depth = this.peak > 0 ? Math.min(1, (this.peak - this.low) / this.peak) : 0
    if (depth > this.#worstSinceSample) this.#worstSinceSample = depth
    if (depth <= this.#depth) return
    this.#depth = depth
    this.#depthPeakTs = this.#peakTs
    this.#depthTroughTs = now
  }

  #endFall(now: number): void {
    if (this.#isBelowPeak) this.#longestMs = Math.max(this.#longestMs, now - this.#peakTs)
    this.#isBelowPeak = false
  }

  #sample(now: number, equity: number): void {
    const last = this.#length - 1
    // Several bars of one instant make one sample.
    const at = last >= 0 && this.#ts[last] === now ? last : this.#append()
    const fallen = this.peak > 0 ? Math.min(1, (this.peak - equity) / this.peak) : 0
    this.#ts[at] = now
    this.#equity[at] = equity
    this.#drawdown[at] = Math.max(this.#worstSinceSample, fallen, at === last ? this.#drawdown[at]! : 0)
    this.#prices.forEach((column, i) => (column[at] = this.#marks(i)))
    this.#worstSinceSample = 0
    this.low = equity
    this.nextSampleTs = this.#everyMs === 0 ? -Infinity : (Math.floor(now / this.#everyMs) + 1) * this.#everyMs
  }

  #append(): number {
    if (this.#length === MAX_SAMPLES) this.#thin()
    return this.#length++
  }

  #thin(): void {
    const half = MAX_SAMPLES / 2
    for (let i = 0; i < half; i++) {
      const from = 2 * i + 1
      this.#ts[i] = this.#ts[from]!
      this.#equity[i] = this.#equity[from]!
      this.#drawdown[i] = Math.max(this.#drawdown[from - 1]!, this.#drawdown[from]!)
      for (const column of this.#prices) column[i] = column[from]!
    }
    this.#length = half
    const spanMs = this.#ts[half - 1]! - this.#ts[0]!
    this.#everyMs = Math.max(this.#everyMs * 2, Math.ceil(spanMs / half))
  }
}
