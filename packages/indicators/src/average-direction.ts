import { isSample } from '@tapeline/core/indicator'
import { DirectionalMovement } from './directional-movement.js'

/** Places in a bank of `DirectionalMovement`; the mean has the first that is free there. */
const PLUS = 0
const MINUS = 1
const HIGH = 3
const LOW = 4
const MEAN = 6
const BANK = 7
const PAST_PLUS = 7
const PAST_MINUS = 8
const PAST_HIGH = 10
const PAST_LOW = 11
const PAST_MEAN = 13

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
    if (at > last) {
      banks[bank + MEAN] = isSample(index) ? (past * (period - 1) + index) / period : past
    } else if (at >= period) {
      const sum = isSample(index) ? past + index : past
      banks[bank + MEAN] = at === last ? sum / period : sum
    }
  }

  /**
   * From bar `2 period + 1` on: the same as `commit` and `amend`; returns the mean. That has no use for ranges and closes, which
   * stay what they were.
   */
  follow(high: number, low: number): number {
    if (this.bank > 0) this.swap()
    const { banks, period } = this
    const share = 1 / period
    const plus = banks[PLUS] as number
    const minus = banks[MINUS] as number
    const mean = banks[MEAN] as number
    const up = high - (banks[HIGH] as number)
    const down = (banks[LOW] as number) - low
    banks[PAST_PLUS] = plus
    banks[PAST_MINUS] = minus
    banks[PAST_HIGH] = banks[HIGH] as number
    banks[PAST_LOW] = banks[LOW] as number
    banks[PAST_MEAN] = mean
    banks[HIGH] = high
    banks[LOW] = low
    const newPlus = plus - plus * share + up * (Number(up > 0) * Number(up > down))
    const newMinus = minus - minus * share + down * (Number(down > 0) * Number(down > up))
    banks[PLUS] = newPlus
    banks[MINUS] = newMinus
    const index = 100 * (Math.abs(newPlus - newMinus) / (newPlus + newMinus))
    const newMean = isSample(index) ? (mean * (period - 1) + index) / period : mean
    banks[MEAN] = newMean
    return newMean
  }

  /** The same for each row of `[from, to)`; writes the mean. Stops at a row that is no sample, and returns it. */
  slide(
    highs: Float64Array,
    lows: Float64Array,
    closes: Float64Array,
    output: Float64Array,
    from: number,
    to: number,
  ): number {
    let i = from
    for (; i < to; i++) {
      const high = highs[i] as number
      const low = lows[i] as number
      if (!isSample(high) || !isSample(low) || !isSample(closes[i])) break
      output[i] = this.follow(high, low)
    }
    return i
  }

  /** Makes the newest bar's bank the first one: places that are constants cost nothing to find. */
  private swap(): void {
    const { banks } = this
    banks.set([...banks.slice(BANK), ...banks.slice(0, BANK)])
    this.bank = 0
  }
}
