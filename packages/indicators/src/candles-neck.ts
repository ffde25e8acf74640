import {
  body,
  close,
  colour,
  equal,
  hasNoShadows,
  high,
  isEqual,
  isLong,
  isWhite,
  low,
  lower,
  open,
  tiny,
  upper,
} from './candle-measures.js'
import { candlePattern, piercingPattern, type CandlePattern, type PiercingPattern } from './candle-pattern.js'
import { BODY, CLOSE, LOW, OPEN, RANGE, SPREAD, type CandleWindow } from './candle-window.js'

/**
 * Two long bodies of opposite colours that close at the same price: what was lost at the open was won back.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib
 * CDLCOUNTERATTACK.
 *
 * @example
 * ```ts
 * import { cdlCounterattack } from '@tapeline/indicators'
 * const live = cdlCounterattack.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(103, 103, 100, 100)
 * console.log(live.update(97, 100, 97, 100)) // 100
 * ```
 */
export const cdlCounterattack: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlCounterattack',
  'Counterattack',
  'What was lost at the open was won back.',
  11,
  [BODY, 1, BODY, 0, SPREAD, 1],
  (b) =>
    colour(b, 1) === -colour(b, 0) && isLong(b, 1) && isLong(b, 0) && isEqual(b, CLOSE, 0, CLOSE, 1)
      ? 100 * colour(b, 0)
      : 0,
)

/**
 * Opposite colours that open at the same price, the newer a long body with no shadow at its open: the trend goes on as
 * if the bar before had not been.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib
 * CDLSEPARATINGLINES.
 *
 * @example
 * ```ts
 * import { cdlSeparatingLines } from '@tapeline/indicators'
 * const live = cdlSeparatingLines.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 102, 102)
 * console.log(live.update(102, 102, 100, 100)) // -100
 * ```
 */
export const cdlSeparatingLines: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlSeparatingLines',
  'Separating lines',
  'A trend goes on after one bar against it.',
  11,
  [BODY, 0, RANGE, 0, SPREAD, 1],
  (b) => {
    if (colour(b, 1) !== -colour(b, 0) || !isEqual(b, OPEN, 0, OPEN, 1) || !isLong(b, 0)) return 0
    return (isWhite(b, 0) ? lower(b, 0) : upper(b, 0)) < tiny(b, 0) ? 100 * colour(b, 0) : 0
  },
)

/**
 * After a long black body a long white one that opens below its low and closes in its upper half: buyers took back
 * most of the fall.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLPIERCING.
 *
 * @example
 * ```ts
 * import { cdlPiercing } from '@tapeline/indicators'
 * const live = cdlPiercing.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 103, 99, 99)
 * console.log(live.update(98, 102, 98, 101)) // 100
 * ```
 */
export const cdlPiercing: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlPiercing',
  'Piercing line',
  'Buyers took back most of a fall.',
  11,
  [BODY, 1, BODY, 0],
  (b) => {
    if (!isAnswer(b) || !isLong(b, 0)) return 0
    return close(b, 0) < open(b, 1) && close(b, 0) > close(b, 1) + body(b, 1) * 0.5 ? 100 : 0
  },
)

/**
 * After a long white body a black one that opens above its high and closes deep inside it: sellers took back most of
 * the rise.
 *
 * -100 where it is there (bearish), 0 elsewhere. `penetration` is how deep into the first body the newest close must
 * come, as a share of it; 0.5 unless said. First value at bar 12; O(1). Formula: TA-Lib CDLDARKCLOUDCOVER.
 *
 * @example
 * ```ts
 * import { cdlDarkCloudCover } from '@tapeline/indicators'
 * const live = cdlDarkCloudCover.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 105, 102, 105)
 * console.log(live.update(107, 107, 103, 103)) // -100
 * ```
 */
export const cdlDarkCloudCover: PiercingPattern = /*#__PURE__*/ piercingPattern(
  'cdlDarkCloudCover',
  'Dark cloud cover',
  'Sellers took back most of a rise.',
  11,
  [BODY, 1],
  (b) => {
    if (!isWhite(b, 1) || !isLong(b, 1) || isWhite(b, 0) || !(open(b, 0) > high(b, 1))) return 0
    return close(b, 0) > open(b, 1) && close(b, 0) < close(b, 1) - body(b, 1) * b.penetration ? -100 : 0
  },
  0.5,
)

/**
 * After a long black body a white one that opens below its low and closes at its close: buyers came no further, the
 * fall goes on.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLINNECK.
 *
 * @example
 * ```ts
 * import { cdlInNeck } from '@tapeline/indicators'
 * const live = cdlInNeck.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(103, 103, 100, 100)
 * console.log(live.update(99, 100, 99, 100)) // -100
 * ```
 */
export const cdlInNeck: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlInNeck',
  'In-neck',
  'Buyers came no further than the last close.',
  11,
  [BODY, 1, SPREAD, 1],
  (b) => (isAnswer(b) && close(b, 0) >= close(b, 1) && close(b, 0) <= close(b, 1) + equal(b, 1) ? -100 : 0),
)

/**
 * After a long black body a white one that opens below its low and closes at that low: the weakest of answers, the
 * fall goes on.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLONNECK.
 *
 * @example
 * ```ts
 * import { cdlOnNeck } from '@tapeline/indicators'
 * const live = cdlOnNeck.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(101, 101, 97, 97)
 * console.log(live.update(96, 97, 96, 97)) // -100
 * ```
 */
export const cdlOnNeck: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlOnNeck',
  'On-neck',
  'Buyers came no further than the last low.',
  11,
  [BODY, 1, SPREAD, 1],
  (b) => (isAnswer(b) && isEqual(b, CLOSE, 0, LOW, 1) ? -100 : 0),
)

/**
 * After a long black body a white one that opens below its low and closes inside its lower half: less than a piercing
 * line, the fall goes on.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLTHRUSTING.
 *
 * @example
 * ```ts
 * import { cdlThrusting } from '@tapeline/indicators'
 * const live = cdlThrusting.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 99, 99)
 * console.log(live.update(97, 100, 97, 100)) // -100
 * ```
 */
export const cdlThrusting: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlThrusting',
  'Thrusting',
  'Buyers took back less than half of a fall.',
  11,
  [BODY, 1, SPREAD, 1],
  (b) => {
    if (!isAnswer(b) || !(close(b, 0) > close(b, 1) + equal(b, 1))) return 0
    return close(b, 0) <= close(b, 1) + body(b, 1) * 0.5 ? -100 : 0
  },
)

/**
 * Two marubozus of opposite colours with a gap between them: the market opened on the other side and stayed there.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLKICKING.
 *
 * @example
 * ```ts
 * import { cdlKicking } from '@tapeline/indicators'
 * const live = cdlKicking.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 99, 99)
 * console.log(live.update(103, 109, 103, 109)) // 100
 * ```
 */
export const cdlKicking: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlKicking',
  'Kicking',
  'The market changed sides in a gap.',
  11,
  [BODY, 1, BODY, 0, RANGE, 1, RANGE, 0],
  (b) => (isKick(b) ? 100 * colour(b, 0) : 0),
)

/**
 * Kicking, whose direction is that of the longer of both bodies.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib
 * CDLKICKINGBYLENGTH.
 *
 * @example
 * ```ts
 * import { cdlKickingByLength } from '@tapeline/indicators'
 * const live = cdlKickingByLength.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(106, 109, 106, 109)
 * console.log(live.update(105, 105, 102, 102)) // 100
 * ```
 */
export const cdlKickingByLength: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlKickingByLength',
  'Kicking by length',
  'The market changed sides in a gap: which one is the stronger.',
  11,
  [BODY, 1, BODY, 0, RANGE, 1, RANGE, 0],
  (b) => (isKick(b) ? 100 * colour(b, body(b, 0) > body(b, 1) ? 0 : 1) : 0),
)

/** After a long black bar, does a white one open below its low? */
function isAnswer(b: CandleWindow): boolean {
  return !isWhite(b, 1) && isLong(b, 1) && isWhite(b, 0) && open(b, 0) < low(b, 1)
}

/** Two marubozus of opposite colours, a gap between them? */
function isKick(b: CandleWindow): boolean {
  if (colour(b, 1) !== -colour(b, 0) || !isLong(b, 1) || !isLong(b, 0)) return false
  if (!hasNoShadows(b, 1) || !hasNoShadows(b, 0)) return false
  return isWhite(b, 1) ? high(b, 0) < low(b, 1) : low(b, 0) > high(b, 1)
}
