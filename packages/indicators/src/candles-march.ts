import {
  body,
  close,
  far,
  hasNoShadows,
  high,
  isBelow,
  isEqual,
  isLong,
  isShort,
  isWhite,
  low,
  lower,
  near,
  open,
  shortShadow,
  tiny,
  upper,
} from './candle-measures.js'
import { candlePattern, type CandlePattern } from './candle-pattern.js'
import { BODY, CLOSE, OPEN, RANGE, SHADOWS, SPREAD, type CandleWindow } from './candle-window.js'

/**
 * Three white bodies, each from inside the one before to a higher close at its high, none far smaller than the one
 * before: steady buying.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDL3WHITESOLDIERS.
 *
 * @example
 * ```ts
 * import { cdl3WhiteSoldiers } from '@tapeline/indicators'
 * const live = cdl3WhiteSoldiers.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(101, 101, 101, 101)
 * live.update(102, 102, 102, 102)
 * console.log(live.update(103, 105, 102, 105)) // 100
 * ```
 */
export const cdl3WhiteSoldiers: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl3WhiteSoldiers',
  'Three white soldiers',
  'Steady buying.',
  12,
  [RANGE, 2, RANGE, 1, RANGE, 0, SPREAD, 2, SPREAD, 1, BODY, 0],
  (b) => {
    if (!isAdvance(b) || !(upper(b, 2) < tiny(b, 2)) || !(upper(b, 1) < tiny(b, 1)) || !(upper(b, 0) < tiny(b, 0)))
      return 0
    if (!(body(b, 1) > body(b, 2) - far(b, 2)) || !(body(b, 0) > body(b, 1) - far(b, 1))) return 0
    return isLong(b, 0) ? 100 : 0
  },
)

/**
 * Three white bodies with higher closes that shrink, or whose shadows above grow: buyers get less and less.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDLADVANCEBLOCK.
 *
 * @example
 * ```ts
 * import { cdlAdvanceBlock } from '@tapeline/indicators'
 * const live = cdlAdvanceBlock.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(105, 108, 105, 108)
 * live.update(108, 110, 108, 110)
 * console.log(live.update(110, 113, 110, 111)) // -100
 * ```
 */
export const cdlAdvanceBlock: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlAdvanceBlock',
  'Advance block',
  'Buyers get less and less of each bar.',
  12,
  [BODY, 2, SPREAD, 2, SPREAD, 1, SHADOWS, 2, SHADOWS, 1, SHADOWS, 0],
  (b) => {
    if (!isAdvance(b) || !isLong(b, 2) || !(upper(b, 2) < shortShadow(b, 2))) return 0
    const shrinks = body(b, 0) < body(b, 1)
    const isWeak =
      (body(b, 1) < body(b, 2) - far(b, 2) && body(b, 0) < body(b, 1) + near(b, 1)) ||
      body(b, 0) < body(b, 1) - far(b, 1) ||
      (shrinks && body(b, 1) < body(b, 2) && (upper(b, 0) > shortShadow(b, 0) || upper(b, 1) > shortShadow(b, 1))) ||
      (shrinks && upper(b, 0) > body(b, 0))
    return isWeak ? -100 : 0
  },
)

/**
 * Two long white bodies, and a short one that rides on the second: the rise is running out.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDLSTALLEDPATTERN.
 *
 * @example
 * ```ts
 * import { cdlStalledPattern } from '@tapeline/indicators'
 * const live = cdlStalledPattern.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(100, 105, 100, 103)
 * live.update(103, 106, 103, 106)
 * console.log(live.update(107, 107, 107, 107)) // -100
 * ```
 */
export const cdlStalledPattern: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlStalledPattern',
  'Stalled pattern',
  'A rise is running out.',
  12,
  [BODY, 2, BODY, 1, BODY, 0, RANGE, 1, SPREAD, 2, SPREAD, 1],
  (b) => {
    if (!isWhite(b, 2) || !isWhite(b, 1) || !isWhite(b, 0)) return 0
    if (!(close(b, 0) > close(b, 1)) || !(close(b, 1) > close(b, 2))) return 0
    if (!isLong(b, 2) || !isLong(b, 1) || !(upper(b, 1) < tiny(b, 1)) || !isShort(b, 0)) return 0
    const follows = open(b, 1) > open(b, 2) && open(b, 1) <= close(b, 2) + near(b, 2)
    return follows && open(b, 0) >= close(b, 1) - body(b, 0) - near(b, 1) ? -100 : 0
  },
)

/**
 * After a white bar three black ones, each from inside the body before to a lower close at its low: steady selling.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 14; O(1). Formula: TA-Lib CDL3BLACKCROWS.
 *
 * @example
 * ```ts
 * import { cdl3BlackCrows } from '@tapeline/indicators'
 * const live = cdl3BlackCrows.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 105, 102, 102)
 * live.update(102, 102, 92, 92)
 * live.update(93, 93, 91, 91)
 * console.log(live.update(92, 92, 89, 89)) // -100
 * ```
 */
export const cdl3BlackCrows: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl3BlackCrows',
  'Three black crows',
  'Steady selling.',
  13,
  [RANGE, 2, RANGE, 1, RANGE, 0],
  (b) => {
    if (!isWhite(b, 3) || !isDecline(b)) return 0
    const opensInside =
      open(b, 1) < open(b, 2) && open(b, 1) > close(b, 2) && open(b, 0) < open(b, 1) && open(b, 0) > close(b, 1)
    return opensInside && high(b, 3) > close(b, 2) ? -100 : 0
  },
)

/**
 * Three black bars that close at their lows, each opening where the one before closed: selling without a pause.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDLIDENTICAL3CROWS.
 *
 * @example
 * ```ts
 * import { cdlIdentical3Crows } from '@tapeline/indicators'
 * const live = cdlIdentical3Crows.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 103, 99, 99)
 * live.update(99, 99, 98, 98)
 * console.log(live.update(98, 99, 97, 97)) // -100
 * ```
 */
export const cdlIdentical3Crows: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlIdentical3Crows',
  'Identical three crows',
  'Selling without a pause.',
  12,
  [RANGE, 2, RANGE, 1, RANGE, 0, SPREAD, 2, SPREAD, 1],
  (b) => {
    if (!isDecline(b)) return 0
    return isEqual(b, OPEN, 1, CLOSE, 2) && isEqual(b, OPEN, 0, CLOSE, 1) ? -100 : 0
  },
)

/**
 * Three black bars, each smaller than the one before and with a higher low: the selling dies down.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDL3STARSINSOUTH.
 *
 * @example
 * ```ts
 * import { cdl3StarsInSouth } from '@tapeline/indicators'
 * const live = cdl3StarsInSouth.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(99, 104, 90, 95)
 * live.update(98, 100, 91, 96)
 * console.log(live.update(99, 99, 97, 97)) // 100
 * ```
 */
export const cdl3StarsInSouth: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl3StarsInSouth',
  'Three stars in the south',
  'Selling dies down.',
  12,
  [BODY, 2, RANGE, 1, BODY, 0, RANGE, 0],
  (b) => {
    if (isWhite(b, 2) || isWhite(b, 1) || isWhite(b, 0)) return 0
    if (!isLong(b, 2) || !(lower(b, 2) > body(b, 2)) || !(body(b, 1) < body(b, 2))) return 0
    if (!(open(b, 1) > close(b, 2)) || open(b, 1) > high(b, 2)) return 0
    if (!(low(b, 1) < close(b, 2)) || low(b, 1) < low(b, 2) || !(lower(b, 1) > tiny(b, 1))) return 0
    if (!isShort(b, 0) || !hasNoShadows(b, 0)) return 0
    return low(b, 0) > low(b, 1) && high(b, 0) < high(b, 1) ? 100 : 0
  },
)

/**
 * Three black bars with lower opens and closes, a fourth with a shadow above, and a white one that opens above its
 * body and closes above its high: a fall whose last sellers have left.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 15; O(1). Formula: TA-Lib CDLLADDERBOTTOM.
 *
 * @example
 * ```ts
 * import { cdlLadderBottom } from '@tapeline/indicators'
 * const live = cdlLadderBottom.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 101, 101)
 * live.update(101, 102, 99, 99)
 * live.update(99, 99, 96, 97)
 * live.update(95, 96, 92, 93)
 * console.log(live.update(96, 98, 93, 98)) // 100
 * ```
 */
export const cdlLadderBottom: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlLadderBottom',
  'Ladder bottom',
  'The last sellers of a fall have left.',
  14,
  [RANGE, 1],
  (b) => {
    if (isWhite(b, 4) || isWhite(b, 3) || isWhite(b, 2) || isWhite(b, 1) || !isWhite(b, 0)) return 0
    if (!(open(b, 4) > open(b, 3)) || !(open(b, 3) > open(b, 2))) return 0
    if (!(close(b, 4) > close(b, 3)) || !(close(b, 3) > close(b, 2)) || !(upper(b, 1) > tiny(b, 1))) return 0
    return open(b, 0) > open(b, 1) && close(b, 0) > high(b, 1) ? 100 : 0
  },
)

/**
 * Four black bars: two marubozus, one that gaps below and reaches back into them, and one that covers it whole: a fall
 * that finds takers.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 14; O(1). Formula: TA-Lib CDLCONCEALBABYSWALL.
 *
 * @example
 * ```ts
 * import { cdlConcealBabySwall } from '@tapeline/indicators'
 * const live = cdlConcealBabySwall.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 98, 98)
 * live.update(98, 98, 94, 94)
 * live.update(92, 96, 90, 90)
 * console.log(live.update(95, 98, 88, 89)) // 100
 * ```
 */
export const cdlConcealBabySwall: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlConcealBabySwall',
  'Concealing baby swallow',
  'A fall finds takers.',
  13,
  [RANGE, 3, RANGE, 2, RANGE, 1],
  (b) => {
    if (isWhite(b, 3) || isWhite(b, 2) || isWhite(b, 1) || isWhite(b, 0)) return 0
    if (!hasNoShadows(b, 3) || !hasNoShadows(b, 2)) return 0
    if (!isBelow(b, 1, 2) || !(upper(b, 1) > tiny(b, 1)) || !(high(b, 1) > close(b, 2))) return 0
    return high(b, 0) > high(b, 1) && low(b, 0) < low(b, 1) ? 100 : 0
  },
)

/** Three white bars with higher closes, each opening inside or near the body before. */
function isAdvance(b: CandleWindow): boolean {
  if (!isWhite(b, 2) || !isWhite(b, 1) || !isWhite(b, 0)) return false
  if (!(close(b, 0) > close(b, 1)) || !(close(b, 1) > close(b, 2))) return false
  if (!(open(b, 1) > open(b, 2)) || open(b, 1) > close(b, 2) + near(b, 2)) return false
  return open(b, 0) > open(b, 1) && open(b, 0) <= close(b, 1) + near(b, 1)
}

/** Three black bars with lower closes, at their lows. */
function isDecline(b: CandleWindow): boolean {
  if (isWhite(b, 2) || isWhite(b, 1) || isWhite(b, 0)) return false
  if (!(close(b, 2) > close(b, 1)) || !(close(b, 1) > close(b, 0))) return false
  return lower(b, 2) < tiny(b, 2) && lower(b, 1) < tiny(b, 1) && lower(b, 0) < tiny(b, 0)
}
