import {
  body,
  bottom,
  close,
  colour,
  high,
  isAbove,
  isBelow,
  isDoji,
  isLong,
  isWhite,
  low,
  open,
  tiny,
  top,
} from './candle-measures.js'
import { candlePattern, piercingPattern, type CandlePattern, type PiercingPattern } from './candle-pattern.js'
import { BODY, RANGE, type CandleWindow } from './candle-window.js'

/**
 * A long black body, a short one that gaps below it, and a white one that closes well inside the first: a fall that
 * ended.
 *
 * 100 where it is there (bullish), 0 elsewhere. `penetration` is how deep into the first body the newest close must
 * come, as a share of it; 0.3 unless said. First value at bar 13; O(1). Formula: TA-Lib CDLMORNINGSTAR.
 *
 * @example
 * ```ts
 * import { cdlMorningStar } from '@tapeline/indicators'
 * const live = cdlMorningStar.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(101, 102, 97, 98)
 * live.update(97, 97, 97, 97)
 * console.log(live.update(97, 100, 97, 100)) // 100
 * ```
 */
export const cdlMorningStar: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlMorningStar',
  'Morning star',
  'A fall has ended.',
  12,
  [BODY, 2, BODY, 1, BODY, 0],
  (b) => (isStar(b, -1) && !isLong(b, 1) && isPierced(b) ? 100 : 0),
  0.3,
)

/**
 * A morning star whose middle is a doji.
 *
 * 100 where it is there (bullish), 0 elsewhere. `penetration` is how deep into the first body the newest close must
 * come, as a share of it; 0.3 unless said. First value at bar 13; O(1). Formula: TA-Lib CDLMORNINGDOJISTAR.
 *
 * @example
 * ```ts
 * import { cdlMorningDojiStar } from '@tapeline/indicators'
 * const live = cdlMorningDojiStar.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(104, 104, 98, 101)
 * live.update(100, 100, 100, 100)
 * console.log(live.update(100, 103, 100, 103)) // 100
 * ```
 */
export const cdlMorningDojiStar: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlMorningDojiStar',
  'Morning doji star',
  'A fall has ended in doubt.',
  12,
  [BODY, 2, RANGE, 1, BODY, 0],
  (b) => (isStar(b, -1) && isDoji(b, 1) && isPierced(b) ? 100 : 0),
  0.3,
)

/**
 * A long white body, a short one that gaps above it, and a black one that closes well inside the first: a rise that
 * ended.
 *
 * -100 where it is there (bearish), 0 elsewhere. `penetration` is how deep into the first body the newest close must
 * come, as a share of it; 0.3 unless said. First value at bar 13; O(1). Formula: TA-Lib CDLEVENINGSTAR.
 *
 * @example
 * ```ts
 * import { cdlEveningStar } from '@tapeline/indicators'
 * const live = cdlEveningStar.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 106, 102, 106)
 * live.update(108, 109, 108, 108)
 * console.log(live.update(108, 108, 104, 104)) // -100
 * ```
 */
export const cdlEveningStar: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlEveningStar',
  'Evening star',
  'A rise has ended.',
  12,
  [BODY, 2, BODY, 1, BODY, 0],
  (b) => (isStar(b, 1) && !isLong(b, 1) && isPierced(b) ? -100 : 0),
  0.3,
)

/**
 * An evening star whose middle is a doji.
 *
 * -100 where it is there (bearish), 0 elsewhere. `penetration` is how deep into the first body the newest close must
 * come, as a share of it; 0.3 unless said. First value at bar 13; O(1). Formula: TA-Lib CDLEVENINGDOJISTAR.
 *
 * @example
 * ```ts
 * import { cdlEveningDojiStar } from '@tapeline/indicators'
 * const live = cdlEveningDojiStar.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 106, 102, 106)
 * live.update(107, 109, 107, 107)
 * console.log(live.update(107, 109, 104, 104)) // -100
 * ```
 */
export const cdlEveningDojiStar: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlEveningDojiStar',
  'Evening doji star',
  'A rise has ended in doubt.',
  12,
  [BODY, 2, RANGE, 1, BODY, 0],
  (b) => (isStar(b, 1) && isDoji(b, 1) && isPierced(b) ? -100 : 0),
  0.3,
)

/**
 * A doji star with gaps between the shadows too, on both sides: nobody who traded in the middle bar has a price in the
 * others.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. `penetration` is how deep into the first body the newest
 * close must come, as a share of it; 0.3 unless said. First value at bar 13; O(1). Formula: TA-Lib CDLABANDONEDBABY.
 *
 * @example
 * ```ts
 * import { cdlAbandonedBaby } from '@tapeline/indicators'
 * const live = cdlAbandonedBaby.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(101, 104, 101, 104)
 * live.update(105, 105, 105, 105)
 * console.log(live.update(103, 103, 101, 101)) // -100
 * ```
 */
export const cdlAbandonedBaby: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlAbandonedBaby',
  'Abandoned baby',
  'A move has ended in an island of one bar.',
  12,
  [BODY, 2, RANGE, 1, BODY, 0],
  (b) => {
    if (!isLong(b, 2) || !isDoji(b, 1) || !isLong(b, 0) || colour(b, 2) !== -colour(b, 0)) return 0
    const gaps = isWhite(b, 2)
      ? low(b, 1) > high(b, 2) && high(b, 0) < low(b, 1)
      : high(b, 1) < low(b, 2) && low(b, 0) > high(b, 1)
    return gaps && isPierced(b) ? 100 * colour(b, 0) : 0
  },
  0.3,
)

/**
 * Three dojis, the middle one beyond the others: a market at a standstill turns.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDLTRISTAR.
 *
 * @example
 * ```ts
 * import { cdlTristar } from '@tapeline/indicators'
 * const live = cdlTristar.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 103, 102, 102)
 * live.update(103, 104, 103, 103)
 * console.log(live.update(102, 102, 102, 102)) // -100
 * ```
 */
export const cdlTristar: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlTristar',
  'Tristar',
  'A market at a standstill may turn.',
  12,
  [RANGE, 2],
  (b) => {
    const most = tiny(b, 2)
    if (body(b, 2) > most || body(b, 1) > most || body(b, 0) > most) return 0
    if (isAbove(b, 1, 2) && top(b, 0) < top(b, 1)) return -100
    return isBelow(b, 1, 2) && bottom(b, 0) > bottom(b, 1) ? 100 : 0
  },
)

/**
 * A long white body, a black one that gaps above it, and a black one from inside that one into the first: a gap that
 * was sold.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDL2CROWS.
 *
 * @example
 * ```ts
 * import { cdl2Crows } from '@tapeline/indicators'
 * const live = cdl2Crows.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 105, 102, 105)
 * live.update(109, 110, 106, 106)
 * console.log(live.update(107, 107, 104, 104)) // -100
 * ```
 */
export const cdl2Crows: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdl2Crows',
  'Two crows',
  'A gap upward was sold.',
  12,
  [BODY, 2],
  (b) => {
    if (!isWhite(b, 2) || !isLong(b, 2) || isWhite(b, 1) || !isAbove(b, 1, 2) || isWhite(b, 0)) return 0
    const opensInside = open(b, 0) < open(b, 1) && open(b, 0) > close(b, 1)
    return opensInside && close(b, 0) > open(b, 2) && close(b, 0) < close(b, 2) ? -100 : 0
  },
)

/**
 * A long white body, a short black one that gaps above it, and a black one that covers this and still closes above the
 * first: a rise on thin ground.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 13; O(1). Formula: TA-Lib CDLUPSIDEGAP2CROWS.
 *
 * @example
 * ```ts
 * import { cdlUpsideGap2Crows } from '@tapeline/indicators'
 * const live = cdlUpsideGap2Crows.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(103, 111, 103, 111)
 * live.update(114, 115, 112, 113)
 * console.log(live.update(115, 115, 110, 112)) // -100
 * ```
 */
export const cdlUpsideGap2Crows: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlUpsideGap2Crows',
  'Upside gap two crows',
  'A rise has met sellers twice.',
  12,
  [BODY, 2, BODY, 1],
  (b) => {
    if (!isWhite(b, 2) || !isLong(b, 2) || isWhite(b, 1) || isLong(b, 1) || !isAbove(b, 1, 2)) return 0
    if (isWhite(b, 0)) return 0
    return open(b, 0) > open(b, 1) && close(b, 0) < close(b, 1) && close(b, 0) > close(b, 2) ? -100 : 0
  },
)

/** After a long bar in this direction, does a body gap away onward, and a bar of some body go against it? */
function isStar(b: CandleWindow, direction: 1 | -1): boolean {
  if (!isLong(b, 2) || colour(b, 2) !== direction || !isLong(b, 0) || colour(b, 0) === direction) return false
  return direction > 0 ? isAbove(b, 1, 2) : isBelow(b, 1, 2)
}

/** Does the newest bar close inside the body of the first, by more than this share of it? */
function isPierced(b: CandleWindow): boolean {
  const depth = body(b, 2) * b.penetration
  return isWhite(b, 2) ? close(b, 0) < close(b, 2) - depth : close(b, 0) > close(b, 2) + depth
}
