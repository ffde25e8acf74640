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
/** Where the mean leaves room, since it needs no range and no close: a bar on its way in. */
const NEXT_HIGH = 9
const NEXT_LOW = 12

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
    if (at < period) return
    let mean = banks[BANK - bank + MEAN] as number
    const index = this.index()
    const last = 2 * period - 1
    if (isSample(index)) mean = at > last ? (mean * (period - 1) + index) / period : mean + index
    banks[bank + MEAN] = at === last ? mean / period : mean
  }

  /**
   * From bar `2 period + 1` on: the same as `commit` and `amend`; returns the mean. That has no use for ranges and closes, which
   * stay what they were.
   */
  follow(high: number, low: number): number {
    const { banks } = this
    this.settle()
    banks[NEXT_HIGH] = high
    banks[NEXT_LOW] = low
    this.step()
    return banks[MEAN] as number
  }

  /** Takes the bar on its way in; no price crosses the call, since it would be boxed. */
  private step(): void {
    const { banks, period } = this
    const high = banks[NEXT_HIGH] as number
    const low = banks[NEXT_LOW] as number
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
    if (isSample(index)) banks[MEAN] = (mean * (period - 1) + index) / period
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
    const { banks } = this
    this.settle()
    let i = from
    for (; i < to; i++) {
      if (!isSample(highs[i]) || !isSample(lows[i]) || !isSample(closes[i])) break
      banks[NEXT_HIGH] = highs[i] as number
      banks[NEXT_LOW] = lows[i] as number
      this.step()
      output[i] = banks[MEAN] as number
    }
    return i
  }

  /** Makes the newest bar's bank the first one: places that are constants cost nothing to find. */
  private settle(): void {
    if (this.bank === 0) return
    const { banks } = this
    banks.set([...banks.slice(BANK), ...banks.slice(0, BANK)])
    this.bank = 0
  }
}
