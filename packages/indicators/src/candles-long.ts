import {
  body,
  bottom,
  close,
  colour,
  high,
  isAbove,
  isBelow,
  isLong,
  isShort,
  isWhite,
  low,
  near,
  open,
  top,
} from './candle-measures.js'
import { candlePattern, piercingPattern, type CandlePattern, type PiercingPattern } from './candle-pattern.js'
import { BODY, SPREAD } from './candle-window.js'

/**
 * Three bars of one colour, and a fourth of the other that opens beyond them and takes all of it back; read as a pause
 * in the direction of the three.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 9; O(1). Formula: TA-Lib
 * CDL3LINESTRIKE.
 *
 * @example
 * ```ts
 * import { cdl3LineStrike } from '@tapeline/indicators'
 * const live = cdl3LineStrike.create()
 * for (let i = 0; i < 5; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 103, 102, 102)
 * live.update(103, 104, 103, 103)
 * live.update(104, 104, 103, 104)
 * console.log(live.update(105, 107, 100, 101)) // 100
 * ```
 */
export const cdl3LineStrike: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl3LineStrike',
  'Three-line strike',
  'Three bars of a move, taken back at once.',
  8,
  [SPREAD, 3, SPREAD, 2],
  (b) => {
    const side = colour(b, 1)
    if (colour(b, 3) !== side || colour(b, 2) !== side || colour(b, 0) === side) return 0
    if (open(b, 2) < bottom(b, 3) - near(b, 3) || open(b, 2) > top(b, 3) + near(b, 3)) return 0
    if (open(b, 1) < bottom(b, 2) - near(b, 2) || open(b, 1) > top(b, 2) + near(b, 2)) return 0
    const marches = side * close(b, 1) > side * close(b, 2) && side * close(b, 2) > side * close(b, 3)
    const strikes = side * open(b, 0) > side * close(b, 1) && side * close(b, 0) < side * open(b, 3)
    return marches && strikes ? 100 * side : 0
  },
)

/**
 * A long body, a gap onward, two more bars onward, and one that closes back inside the gap: the move has overdone it.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 15; O(1). Formula: TA-Lib CDLBREAKAWAY.
 *
 * @example
 * ```ts
 * import { cdlBreakaway } from '@tapeline/indicators'
 * const live = cdlBreakaway.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(105, 111, 104, 111)
 * live.update(114, 114, 113, 114)
 * live.update(115, 121, 115, 121)
 * live.update(123, 123, 123, 123)
 * console.log(live.update(119, 119, 112, 113)) // -100
 * ```
 */
export const cdlBreakaway: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlBreakaway',
  'Breakaway',
  'A move has overdone it.',
  14,
  [BODY, 4],
  (b) => {
    const side = colour(b, 4)
    if (!isLong(b, 4) || colour(b, 3) !== side || colour(b, 1) !== side || colour(b, 0) === side) return 0
    if (!(side > 0 ? isAbove(b, 3, 4) : isBelow(b, 3, 4))) return 0
    for (const ago of [2, 1]) {
      const goesOn = side * high(b, ago) > side * high(b, ago + 1) && side * low(b, ago) > side * low(b, ago + 1)
      if (!goesOn) return 0
    }
    const back = side * close(b, 0)
    return back < side * open(b, 3) && back > side * close(b, 4) ? -100 * side : 0
  },
)

/**
 * A long white body, a small black one that gaps above it, two more small ones that fall but hold in its upper part,
 * and a white one to a new high: the rise goes on.
 *
 * 100 where it is there (bullish), 0 elsewhere. `penetration` is how deep into the first body the newest close must
 * come, as a share of it; 0.5 unless said. First value at bar 15; O(1). Formula: TA-Lib CDLMATHOLD.
 *
 * @example
 * ```ts
 * import { cdlMatHold } from '@tapeline/indicators'
 * const live = cdlMatHold.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 116, 102, 116)
 * live.update(119, 120, 117, 118)
 * live.update(117, 118, 114, 115)
 * live.update(116, 117, 113, 114)
 * console.log(live.update(116, 123, 115, 122)) // 100
 * ```
 */
export const cdlMatHold: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlMatHold',
  'Mat hold',
  'A rise has rested and goes on.',
  14,
  [BODY, 4, BODY, 3, BODY, 2, BODY, 1],
  (b) => {
    if (!isLong(b, 4) || !isShort(b, 3) || !isShort(b, 2) || !isShort(b, 1)) return 0
    if (!isWhite(b, 4) || isWhite(b, 3) || !isWhite(b, 0) || !isAbove(b, 3, 4)) return 0
    const floor = close(b, 4) - body(b, 4) * b.penetration
    for (const ago of [2, 1]) if (!(bottom(b, ago) < close(b, 4)) || !(bottom(b, ago) > floor)) return 0
    if (!(top(b, 2) < open(b, 3)) || !(top(b, 1) < top(b, 2))) return 0
    return open(b, 0) > close(b, 1) && close(b, 0) > Math.max(high(b, 3), high(b, 2), high(b, 1)) ? 100 : 0
  },
  0.5,
)

/**
 * A long body, three small ones against it within its range, and a long one onward beyond its close: a pause that
 * nobody used.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 15; O(1). Formula: TA-Lib
 * CDLRISEFALL3METHODS.
 *
 * @example
 * ```ts
 * import { cdlRiseFall3Methods } from '@tapeline/indicators'
 * const live = cdlRiseFall3Methods.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(104, 107, 98, 100)
 * live.update(102, 103, 102, 102)
 * live.update(103, 103, 103, 103)
 * live.update(104, 104, 99, 104)
 * console.log(live.update(100, 101, 93, 98)) // -100
 * ```
 */
export const cdlRiseFall3Methods: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlRiseFall3Methods',
  'Rising and falling three methods',
  'A move has rested and goes on.',
  14,
  [BODY, 4, BODY, 3, BODY, 2, BODY, 1, BODY, 0],
  (b) => {
    const side = colour(b, 4)
    if (!isLong(b, 4) || !isShort(b, 3) || !isShort(b, 2) || !isShort(b, 1) || !isLong(b, 0)) return 0
    if (colour(b, 0) !== side) return 0
    for (const ago of [3, 2, 1]) {
      if (colour(b, ago) === side || !(bottom(b, ago) < high(b, 4)) || !(top(b, ago) > low(b, 4))) return 0
      if (ago < 3 && !(side * close(b, ago) < side * close(b, ago + 1))) return 0
    }
    return side * open(b, 0) > side * close(b, 1) && side * close(b, 0) > side * close(b, 4) ? 100 * side : 0
  },
)
