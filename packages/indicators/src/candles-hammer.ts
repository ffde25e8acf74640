import { body, bottom, high, isAbove, isBelow, isShort, low, lower, near, tiny, upper } from './candle-measures.js'
import { candlePattern, type CandlePattern } from './candle-pattern.js'
import { BODY, RANGE, SPREAD } from './candle-window.js'

/**
 * A short body on a long lower shadow, with none above, near the low of the bar before: sellers could not hold what
 * they had won.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLHAMMER.
 *
 * @example
 * ```ts
 * import { cdlHammer } from '@tapeline/indicators'
 * const live = cdlHammer.create()
 * for (let i = 0; i < 11; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(98, 98, 97, 98)) // 100
 * ```
 */
export const cdlHammer: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlHammer',
  'Hammer',
  'Sellers could not hold the low.',
  11,
  [BODY, 0, RANGE, 0, SPREAD, 1],
  (b) =>
    isShort(b, 0) && lower(b, 0) > body(b, 0) && upper(b, 0) < tiny(b, 0) && bottom(b, 0) <= low(b, 1) + near(b, 1)
      ? 100
      : 0,
)

/**
 * The shape of a hammer near the high of the bar before: selling has begun inside a rise.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLHANGINGMAN.
 *
 * @example
 * ```ts
 * import { cdlHangingMan } from '@tapeline/indicators'
 * const live = cdlHangingMan.create()
 * for (let i = 0; i < 11; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(103, 103, 102, 103)) // -100
 * ```
 */
export const cdlHangingMan: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlHangingMan',
  'Hanging man',
  'Selling has begun inside a rise.',
  11,
  [BODY, 0, RANGE, 0, SPREAD, 1],
  (b) =>
    isShort(b, 0) && lower(b, 0) > body(b, 0) && upper(b, 0) < tiny(b, 0) && bottom(b, 0) >= high(b, 1) - near(b, 1)
      ? -100
      : 0,
)

/**
 * A short body under a long upper shadow, with none below, that gaps below the body before: buyers have tried for the
 * first time.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLINVERTEDHAMMER.
 *
 * @example
 * ```ts
 * import { cdlInvertedHammer } from '@tapeline/indicators'
 * const live = cdlInvertedHammer.create()
 * for (let i = 0; i < 11; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(99, 100, 99, 99)) // 100
 * ```
 */
export const cdlInvertedHammer: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlInvertedHammer',
  'Inverted hammer',
  'After a fall, buyers have tried.',
  11,
  [BODY, 0, RANGE, 0],
  (b) => (isShort(b, 0) && upper(b, 0) > body(b, 0) && lower(b, 0) < tiny(b, 0) && isBelow(b, 0, 1) ? 100 : 0),
)

/**
 * A short body under a long upper shadow, with none below, that gaps above the body before: a rise that failed within
 * the bar.
 *
 * -100 where it is there (bearish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLSHOOTINGSTAR.
 *
 * @example
 * ```ts
 * import { cdlShootingStar } from '@tapeline/indicators'
 * const live = cdlShootingStar.create()
 * for (let i = 0; i < 11; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(103, 104, 103, 103)) // -100
 * ```
 */
export const cdlShootingStar: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlShootingStar',
  'Shooting star',
  'A rise failed within the bar.',
  11,
  [BODY, 0, RANGE, 0],
  (b) => (isShort(b, 0) && upper(b, 0) > body(b, 0) && lower(b, 0) < tiny(b, 0) && isAbove(b, 0, 1) ? -100 : 0),
)
