import { defineIndicator, type FeedOptions } from '@tapeline/core/indicator'
import { close, high, low, near } from './candle-measures.js'
import { CandleInstance, candleKernel, candleMetadata, type CandlePattern } from './candle-pattern.js'
import { SPREAD, type CandleRule, type CandleWindow } from './candle-window.js'

/** A trap stands until a close beyond the bar before it confirms it, for three bars at most. */
class Trap extends CandleInstance {
  /** Direction of the newest trap among the bars made permanent, 0 when it was confirmed; which bar it was. */
  private direction = 0
  private at = 0
  /** Level that a close must pass. */
  private level: number = NaN
  private found = 0

  override commit(): void {
    const { window, found } = this
    if (found > 1 || found < -1) this.direction = 0
    else if (found !== 0) {
      this.direction = found
      this.at = this.committed
      this.level = found > 0 ? high(window, 1) : low(window, 1)
    }
    this.found = 0
    super.commit()
  }

  /** Traps of the three bars before the first value count for it. */
  protected override look(): void {
    const { window, committed, lookback, direction } = this
    this.main = NaN
    window.measure()
    if (committed < lookback) return
    let found = window.judge()
    const waits = found === 0 && direction !== 0 && committed <= this.at + WAITS
    if (waits && direction * close(window, 0) > direction * this.level) found = 2 * direction
    this.found = found
    if (committed >= lookback + WAITS) this.main = 100 * found
  }
}

/** Bars that a confirmation may take. */
const WAITS = 3

/**
 * A bar inside the one before, and a bar that leaves it on one side only: those who follow are trapped, and the move goes the
 * other way. It is confirmed when within three bars a close passes the inside bar on that other side.
 *
 * 100 bullish, -100 bearish, 200 and -200 where confirmed, 0 elsewhere. First value at bar 6; O(1). Formula: TA-Lib CDLHIKKAKE.
 *
 * @example
 * ```ts
 * import { cdlHikkake } from '@tapeline/indicators'
 * const live = cdlHikkake.create()
 * for (let i = 0; i < 2; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 102, 102)
 * live.update(101, 101, 101, 101)
 * live.update(101, 102, 101, 102)
 * console.log(live.update(106, 106, 105, 106)) // 200
 * ```
 */
export const cdlHikkake: CandlePattern = /*#__PURE__*/ trap(
  'cdlHikkake',
  'Hikkake',
  'Who followed a move out of an inside bar is trapped.',
  { means: [], lookback: 2, judge: (b) => (isInside(b, 1, 2) ? leaves(b) : 0) },
)

/**
 * A hikkake whose inside bar follows another inside bar, with a close near the extreme that the trap is set at: rarer, and said
 * to be surer.
 *
 * 100 bullish, -100 bearish, 200 and -200 where confirmed, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLHIKKAKEMOD.
 *
 * @example
 * ```ts
 * import { cdlHikkakeMod } from '@tapeline/indicators'
 * const live = cdlHikkakeMod.create()
 * for (let i = 0; i < 6; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(100, 102, 98, 102)
 * live.update(100, 100, 100, 100)
 * live.update(102, 102, 102, 102)
 * live.update(102, 104, 101, 101)
 * console.log(live.update(97, 97, 97, 97)) // -200
 * ```
 */
export const cdlHikkakeMod: CandlePattern = /*#__PURE__*/ trap(
  'cdlHikkakeMod',
  'Modified hikkake',
  'Who followed a move out of two inside bars is trapped.',
  {
    means: [SPREAD, 2],
    lookback: 7,
    judge: (b) => {
      if (!isInside(b, 2, 3) || !isInside(b, 1, 2)) return 0
      const direction = leaves(b)
      const isNear = direction > 0 ? close(b, 2) <= low(b, 2) + near(b, 2) : close(b, 2) >= high(b, 2) - near(b, 2)
      return isNear ? direction : 0
    },
  },
)

function trap(name: string, title: string, tells: string, rule: CandleRule): CandlePattern {
  return defineIndicator<FeedOptions, 'value'>({
    ...candleMetadata(name, title, tells, rule.lookback + WAITS),
    params: {},
    kernel: candleKernel(Trap, rule),
  })
}

function isInside(b: CandleWindow, ago: number, other: number): boolean {
  return high(b, ago) < high(b, other) && low(b, ago) > low(b, other)
}

/** 1 where the newest bar is lower at both ends, which traps sellers, -1 where higher, 0 elsewhere. */
function leaves(b: CandleWindow): 1 | -1 | 0 {
  if (high(b, 0) < high(b, 1) && low(b, 0) < low(b, 1)) return 1
  return high(b, 0) > high(b, 1) && low(b, 0) > low(b, 1) ? -1 : 0
}
