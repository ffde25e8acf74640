import {
  body,
  bottom,
  close,
  colour,
  inside,
  isAbove,
  isBelow,
  isEqual,
  isLong,
  isShort,
  isWhite,
  low,
  near,
  open,
  top,
} from './candle-measures.js'
import { candlePattern, type CandlePattern } from './candle-pattern.js'
import { BODY, CLOSE, OPEN, SPREAD } from './candle-window.js'

/**
 * A harami that the third bar confirms: it closes beyond the open of the first.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDL3INSIDE.
 *
 * @example
 * ```ts
 * import { cdl3Inside } from '@tapeline/indicators'
 * const live = cdl3Inside.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 103, 99, 99)
 * live.update(101, 101, 101, 101)
 * console.log(live.update(101, 104, 101, 104)) // 100
 * ```
 */
export const cdl3Inside: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl3Inside',
  'Three inside',
  'A pause in a move has become a turn.',
  12,
  [BODY, 2, BODY, 1],
  (b) => {
    if (!isLong(b, 2) || isLong(b, 1) || inside(b, 1, 2) < 100 || colour(b, 2) !== -colour(b, 0)) return 0
    const confirms = isWhite(b, 2) ? close(b, 0) < open(b, 2) : close(b, 0) > open(b, 2)
    return confirms ? 100 * colour(b, 0) : 0
  },
)

/**
 * An engulfing that the third bar confirms: it closes further in its direction.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 4; O(1). Formula: TA-Lib CDL3OUTSIDE.
 *
 * @example
 * ```ts
 * import { cdl3Outside } from '@tapeline/indicators'
 * const live = cdl3Outside.create()
 * live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 105, 102, 102)
 * live.update(103, 103, 101, 101)
 * console.log(live.update(101, 101, 99, 99)) // -100
 * ```
 */
export const cdl3Outside: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl3Outside',
  'Three outside',
  'The side that took over goes on.',
  3,
  [],
  (b) => {
    if (colour(b, 1) !== -colour(b, 2) || inside(b, 2, 1) < 100) return 0
    const confirms = isWhite(b, 1) ? close(b, 0) > close(b, 1) : close(b, 0) < close(b, 1)
    return confirms ? 100 * colour(b, 1) : 0
  },
)

/**
 * Two white bars of like size and open, side by side beyond a gap: the gap holds.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 8; O(1). Formula: TA-Lib
 * CDLGAPSIDESIDEWHITE.
 *
 * @example
 * ```ts
 * import { cdlGapSideSideWhite } from '@tapeline/indicators'
 * const live = cdlGapSideSideWhite.create()
 * for (let i = 0; i < 5; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 102, 102)
 * live.update(103, 103, 102, 103)
 * console.log(live.update(103, 103, 103, 103)) // 100
 * ```
 */
export const cdlGapSideSideWhite: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlGapSideSideWhite',
  'Side-by-side white lines',
  'A gap holds.',
  7,
  [SPREAD, 1],
  (b) => {
    if (!isWhite(b, 1) || !isWhite(b, 0)) return 0
    const isUp = isAbove(b, 1, 2) && isAbove(b, 0, 2)
    if (!isUp && !(isBelow(b, 1, 2) && isBelow(b, 0, 2))) return 0
    if (body(b, 0) < body(b, 1) - near(b, 1) || body(b, 0) > body(b, 1) + near(b, 1)) return 0
    return isEqual(b, OPEN, 0, OPEN, 1) ? (isUp ? 100 : -100) : 0
  },
)

/**
 * A gap, a bar onward, and one of like size against it that does not close the gap: the move goes on.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 8; O(1). Formula: TA-Lib CDLTASUKIGAP.
 *
 * @example
 * ```ts
 * import { cdlTasukiGap } from '@tapeline/indicators'
 * const live = cdlTasukiGap.create()
 * for (let i = 0; i < 5; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 102, 102)
 * live.update(100, 100, 97, 97)
 * console.log(live.update(98, 101, 98, 101)) // -100
 * ```
 */
export const cdlTasukiGap: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlTasukiGap',
  'Tasuki gap',
  'A gap was not closed.',
  7,
  [SPREAD, 1],
  (b) => {
    if (colour(b, 1) !== -colour(b, 0) || !(Math.abs(body(b, 1) - body(b, 0)) < near(b, 1))) return 0
    if (!(open(b, 0) < top(b, 1)) || !(open(b, 0) > bottom(b, 1))) return 0
    if (isWhite(b, 1)) return isAbove(b, 1, 2) && close(b, 0) < open(b, 1) && close(b, 0) > top(b, 2) ? 100 : 0
    return isBelow(b, 1, 2) && close(b, 0) > open(b, 1) && close(b, 0) < bottom(b, 2) ? -100 : 0
  },
)

/**
 * Two bars of one colour with a gap between them, and a third that closes the gap: the move goes on from there.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 3; O(1). Formula: TA-Lib
 * CDLXSIDEGAP3METHODS.
 *
 * @example
 * ```ts
 * import { cdlXSideGap3Methods } from '@tapeline/indicators'
 * const live = cdlXSideGap3Methods.create()
 * live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(100, 104, 99, 104)
 * live.update(105, 107, 104, 107)
 * console.log(live.update(106, 106, 103, 103)) // 100
 * ```
 */
export const cdlXSideGap3Methods: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlXSideGap3Methods',
  'Side gap three methods',
  'A gap was closed, the move goes on.',
  2,
  [],
  (b) => {
    if (colour(b, 2) !== colour(b, 1) || colour(b, 1) !== -colour(b, 0)) return 0
    if (!(open(b, 0) < top(b, 1)) || !(open(b, 0) > bottom(b, 1))) return 0
    if (!(close(b, 0) < top(b, 2)) || !(close(b, 0) > bottom(b, 2))) return 0
    return (isWhite(b, 2) ? isAbove(b, 1, 2) : isBelow(b, 1, 2)) ? 100 * colour(b, 2) : 0
  },
)

/**
 * Two black bars that close at the same price around a white one: the level held twice.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 8; O(1). Formula: TA-Lib CDLSTICKSANDWICH.
 *
 * @example
 * ```ts
 * import { cdlStickSandwich } from '@tapeline/indicators'
 * const live = cdlStickSandwich.create()
 * for (let i = 0; i < 5; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 101, 101)
 * live.update(104, 104, 104, 104)
 * console.log(live.update(104, 104, 101, 101)) // 100
 * ```
 */
export const cdlStickSandwich: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlStickSandwich',
  'Stick sandwich',
  'A low held twice.',
  7,
  [SPREAD, 2],
  (b) => {
    if (isWhite(b, 2) || !isWhite(b, 1) || isWhite(b, 0) || !(low(b, 1) > close(b, 2))) return 0
    return isEqual(b, CLOSE, 0, CLOSE, 2) ? 100 : 0
  },
)

/**
 * A long black body, a black one inside it with a new low, and a small white one above that low: a last thrust of the
 * sellers.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDLUNIQUE3RIVER.
 *
 * @example
 * ```ts
 * import { cdlUnique3River } from '@tapeline/indicators'
 * const live = cdlUnique3River.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 103, 96, 96)
 * live.update(98, 99, 95, 97)
 * console.log(live.update(97, 100, 97, 97)) // 100
 * ```
 */
export const cdlUnique3River: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlUnique3River',
  'Unique three river',
  'A last thrust of the sellers.',
  12,
  [BODY, 2, BODY, 0],
  (b) => {
    if (isWhite(b, 2) || !isLong(b, 2) || isWhite(b, 1) || !isWhite(b, 0) || !isShort(b, 0)) return 0
    if (!(close(b, 1) > close(b, 2)) || open(b, 1) > open(b, 2) || !(low(b, 1) < low(b, 2))) return 0
    return open(b, 0) > low(b, 1) ? 100 : 0
  },
)
