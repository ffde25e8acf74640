import { isSample } from '@tapeline/core/indicator'
import { DirectionalMovement } from './directional-movement.js'

/** Places in a bank of `DirectionalMovement`; the mean has the first that is free there. */
const PLUS = 0
const MINUS = 1
const RANGE = 2
const HIGH = 3
const LOW = 4
const CLOSE = 5
const MEAN = 6
const BANK = 7

/**
 * Wilder's mean of the directional movement index: the plain mean of its first `period` values, then smoothed. Bars
 * on which nothing moves have no index and leave the mean alone, as TA-Lib.
 */
export class AverageDirection extends DirectionalMovement {
  /** The mean after `amend`, a partial sum before bar `2 period`. */
  get mean(): number {
    return this.banks[this.bank + MEAN] as number
  }

  protected override advance(at: number): void {
    super.advance(at)
    const { banks, bank, period } = this
    const past = banks[BANK - bank + MEAN] as number
    const index = this.index()
    const last = 2 * period - 1
    if (at > last) banks[bank + MEAN] = isSample(index) ? (past * (period - 1) + index) / period : past
    else if (at >= period) this.seed(isSample(index) ? past + index : past, at === last)
  }

  /**
   * From bar `2 period + 1` on: the same as `commit` and `amend` for each row of `[from, to)`, held in registers; writes the
   * mean. Stops at a row that is no sample, and returns it.
   */
  follow(
    highs: Float64Array,
    lows: Float64Array,
    closes: Float64Array,
    output: Float64Array,
    from: number,
    to: number,
  ): number {
    const { banks, period } = this
    const share = 1 / period
    let { bank } = this
    let plus = banks[bank + PLUS] as number
    let minus = banks[bank + MINUS] as number
    let ranges = banks[bank + RANGE] as number
    let high = banks[bank + HIGH] as number
    let low = banks[bank + LOW] as number
    let close = banks[bank + CLOSE] as number
    let mean = banks[bank + MEAN] as number
    let i = from
    for (; i < to; i++) {
      const h = highs[i] as number
      const l = lows[i] as number
      const c = closes[i] as number
      if (!isSample(h) || !isSample(l) || !isSample(c)) break
      banks[bank + PLUS] = plus
      banks[bank + MINUS] = minus
      banks[bank + RANGE] = ranges
      banks[bank + HIGH] = high
      banks[bank + LOW] = low
      banks[bank + CLOSE] = close
      banks[bank + MEAN] = mean
      bank = BANK - bank
      const up = h - high
      const down = low - l
      const range = (h > close ? h : close) - (l < close ? l : close)
      high = h
      low = l
      close = c
      plus = plus - plus * share + up * (Number(up > 0) * Number(up > down))
      minus = minus - minus * share + down * (Number(down > 0) * Number(down > up))
      ranges = ranges - ranges * share + range
      const index = 100 * (Math.abs(plus - minus) / (plus + minus))
      mean = isSample(index) ? (mean * (period - 1) + index) / period : mean
      output[i] = mean
    }
    banks[bank + PLUS] = plus
    banks[bank + MINUS] = minus
    banks[bank + RANGE] = ranges
    banks[bank + HIGH] = high
    banks[bank + LOW] = low
    banks[bank + CLOSE] = close
    banks[bank + MEAN] = mean
    this.bank = bank
    return i
  }

  private seed(sum: number, whole: boolean): void {
    this.banks[this.bank + MEAN] = whole ? sum / this.period : sum
  }
}
