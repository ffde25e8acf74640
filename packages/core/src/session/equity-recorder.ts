import type { InstrumentId } from '../market/index.js'
import type { DrawdownRecord, EquityCurve } from '../report/index.js'

/** bound: past this many samples every second one is dropped and the grid doubles. */
const MAX_SAMPLES = 16_384
/** Place of the drawdown among the columns; prices come behind it. */
const DRAWDOWN = 2

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
  /** Time, equity, drawdown, then the last price of each instrument. */
  readonly #columns: readonly Float64Array[]
  #worstSinceSample = 0
  #peakTs = 0
  #isBelowPeak = false
  readonly #deepest = { depth: 0, peakTs: 0, troughTs: 0, longestMs: 0 }

  constructor(initialEquity: number, instruments: number, everyMs: number, marks: (index: number) => number) {
    this.peak = initialEquity
    this.low = initialEquity
    this.#everyMs = everyMs
    this.#marks = marks
    this.#columns = Array.from({ length: DRAWDOWN + 1 + instruments }, () => new Float64Array(MAX_SAMPLES))
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
    this.#endFall(now)
  }

  curve(instrumentIds: readonly InstrumentId[]): EquityCurve {
    const length = this.#length
    const cut = (i: number): Float64Array => this.#columns[i]!.slice(0, length)
    return {
      length,
      ts: cut(0),
      equity: cut(1),
      drawdown: cut(DRAWDOWN),
      prices: Object.fromEntries(instrumentIds.map((id, i) => [id, cut(DRAWDOWN + 1 + i)])),
    }
  }

  drawdown(): DrawdownRecord {
    return { ...this.#deepest }
  }

  /** Part of the peak that is lost; equity at or below 0 has lost all of it. */
  #lost(equity: number): number {
    return this.peak > 0 ? Math.min(1, (this.peak - equity) / this.peak) : 0
  }

  #fall(now: number): void {
    this.#isBelowPeak = true
    const depth = this.#lost(this.low)
    if (depth > this.#worstSinceSample) this.#worstSinceSample = depth
    const deepest = this.#deepest
    if (depth <= deepest.depth) return
    deepest.depth = depth
    deepest.peakTs = this.#peakTs
    deepest.troughTs = now
  }

  #endFall(now: number): void {
    const deepest = this.#deepest
    if (this.#isBelowPeak) deepest.longestMs = Math.max(deepest.longestMs, now - this.#peakTs)
    this.#isBelowPeak = false
  }

  #sample(now: number, equity: number): void {
    const columns = this.#columns
    const ts = columns[0]!
    const drawdowns = columns[DRAWDOWN]!
    if (this.#length === MAX_SAMPLES && ts[MAX_SAMPLES - 1] !== now) this.#thin()
    const last = this.#length - 1
    // Several bars of one instant make one sample.
    const isSame = last >= 0 && ts[last] === now
    const at = isSame ? last : this.#length++
    ts[at] = now
    columns[1]![at] = equity
    drawdowns[at] = Math.max(this.#worstSinceSample, this.#lost(equity), isSame ? drawdowns[at]! : 0)
    for (let i = DRAWDOWN + 1; i < columns.length; i++) columns[i]![at] = this.#marks(i - DRAWDOWN - 1)
    this.#worstSinceSample = 0
    this.low = equity
    this.nextSampleTs = this.#everyMs === 0 ? -Infinity : (Math.floor(now / this.#everyMs) + 1) * this.#everyMs
  }

  #thin(): void {
    const half = MAX_SAMPLES / 2
    const [ts, , drawdowns] = this.#columns as [Float64Array, Float64Array, Float64Array]
    for (const column of this.#columns) {
      for (let i = 0; i < half; i++) {
        const kept = column[2 * i + 1]!
        column[i] = column === drawdowns ? Math.max(column[2 * i]!, kept) : kept
      }
    }
    this.#length = half
    this.#everyMs = Math.max(this.#everyMs * 2, Math.ceil((ts[half - 1]! - ts[0]!) / half))
  }
}
