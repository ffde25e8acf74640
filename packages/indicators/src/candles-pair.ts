import {
  body,
  close,
  colour,
  inside,
  isAbove,
  isBelow,
  isDoji,
  isEqual,
  isLong,
  isWhite,
  open,
} from './candle-measures.js'
import { candlePattern, type CandlePattern } from './candle-pattern.js'
import { BODY, CLOSE, RANGE, SPREAD } from './candle-window.js'

/**
 * A body that covers the opposite body before it, and more: the other side has taken over. 80 where one end of both
 * coincides.
 *
 * 100 and 80 bullish, -100 and -80 bearish, 0 elsewhere. First value at bar 3; O(1). Formula: TA-Lib CDLENGULFING.
 *
 * @example
 * ```ts
 * import { cdlEngulfing } from '@tapeline/indicators'
 * const live = cdlEngulfing.create()
 * live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 102, 102)
 * console.log(live.update(102, 102, 101, 101)) // -80
 * ```
 */
export const cdlEngulfing: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlEngulfing',
  'Engulfing',
  'The other side has taken over.',
  2,
  [],
  (b) => {
    if (colour(b, 0) !== -colour(b, 1) || body(b, 0) === body(b, 1)) return 0
    return signed(colour(b, 0), inside(b, 1, 0))
  },
)

/**
 * A short body inside the long one before: the move pauses, against whose direction it counts. 80 where one end of
 * both coincides.
 *
 * 100 and 80 bullish, -100 and -80 bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLHARAMI.
 *
 * @example
 * ```ts
 * import { cdlHarami } from '@tapeline/indicators'
 * const live = cdlHarami.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 105, 102, 105)
 * console.log(live.update(105, 105, 105, 105)) // -80
 * ```
 */
export const cdlHarami: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlHarami',
  'Harami',
  'A strong move has paused.',
  11,
  [BODY, 1, BODY, 0],
  (b) => (isLong(b, 1) && !isLong(b, 0) ? signed(-colour(b, 1), inside(b, 0, 1)) : 0),
)

/**
 * A doji inside the long body before: a harami with more doubt. 80 where one end of both coincides.
 *
 * 100 and 80 bullish, -100 and -80 bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLHARAMICROSS.
 *
 * @example
 * ```ts
 * import { cdlHaramiCross } from '@tapeline/indicators'
 * const live = cdlHaramiCross.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 99, 99)
 * console.log(live.update(99, 99, 99, 99)) // 80
 * ```
 */
export const cdlHaramiCross: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlHaramiCross',
  'Harami cross',
  'A strong move has stopped.',
  11,
  [BODY, 1, RANGE, 0],
  (b) => (isLong(b, 1) && isDoji(b, 0) ? signed(-colour(b, 1), inside(b, 0, 1)) : 0),
)

/**
 * Two black bars, a short body inside the long one before: selling loses force.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLHOMINGPIGEON.
 *
 * @example
 * ```ts
 * import { cdlHomingPigeon } from '@tapeline/indicators'
 * const live = cdlHomingPigeon.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(101, 101, 98, 98)
 * console.log(live.update(100, 100, 99, 99)) // 100
 * ```
 */
export const cdlHomingPigeon: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlHomingPigeon',
  'Homing pigeon',
  'Selling loses force.',
  11,
  [BODY, 1, BODY, 0],
  (b) =>
    !isWhite(b, 1) &&
    !isWhite(b, 0) &&
    isLong(b, 1) &&
    !isLong(b, 0) &&
    open(b, 0) < open(b, 1) &&
    close(b, 0) > close(b, 1)
      ? 100
      : 0,
)

/**
 * A doji that gaps away from the long body before, onward: the move may be spent, against whose direction it counts.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 12; O(1). Formula: TA-Lib CDLDOJISTAR.
 *
 * @example
 * ```ts
 * import { cdlDojiStar } from '@tapeline/indicators'
 * const live = cdlDojiStar.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 105, 102, 105)
 * console.log(live.update(106, 106, 106, 106)) // -100
 * ```
 */
export const cdlDojiStar: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlDojiStar',
  'Doji star',
  'A strong move may be spent.',
  11,
  [BODY, 1, RANGE, 0],
  (b) =>
    isLong(b, 1) && isDoji(b, 0) && (isWhite(b, 1) ? isAbove(b, 0, 1) : isBelow(b, 0, 1)) ? -100 * colour(b, 1) : 0,
)

/**
 * Two black bars that close at the same price: a level below which nobody sells.
 *
 * 100 where it is there (bullish), 0 elsewhere. First value at bar 7; O(1). Formula: TA-Lib CDLMATCHINGLOW.
 *
 * @example
 * ```ts
 * import { cdlMatchingLow } from '@tapeline/indicators'
 * const live = cdlMatchingLow.create()
 * for (let i = 0; i < 5; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * live.update(102, 102, 101, 101)
 * console.log(live.update(102, 102, 101, 101)) // 100
 * ```
 */
export const cdlMatchingLow: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlMatchingLow',
  'Matching low',
  'Two closes at one low: support.',
  6,
  [SPREAD, 1],
  (b) => (!isWhite(b, 1) && !isWhite(b, 0) && isEqual(b, CLOSE, 0, CLOSE, 1) ? 100 : 0),
)

/** A strength with its direction; none is plain 0. */
function signed(direction: number, strength: number): number {
  return strength === 0 ? 0 : direction * strength
}
