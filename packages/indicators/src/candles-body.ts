import { body, colour, isLong, isShort, isWhite, lower, shortShadow, tiny, upper } from './candle-measures.js'
import { candlePattern, type CandlePattern } from './candle-pattern.js'
import { BODY, RANGE, SHADOWS } from './candle-window.js'

/**
 * A long body that opens at its extreme: no shadow below a white one, none above a black one. The side that won began
 * at once.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLBELTHOLD.
 *
 * @example
 * ```ts
 * import { cdlBeltHold } from '@tapeline/indicators'
 * const live = cdlBeltHold.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 105, 102, 105)) // 100
 * ```
 */
export const cdlBeltHold: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlBeltHold',
  'Belt-hold',
  'One side had the bar from its open on.',
  10,
  [BODY, 0, RANGE, 0],
  (b) => (isLong(b, 0) && (isWhite(b, 0) ? lower(b, 0) : upper(b, 0)) < tiny(b, 0) ? 100 * colour(b, 0) : 0),
)

/**
 * A long body that closes at its extreme: no shadow above a white one, none below a black one. The side that won had
 * not finished.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib
 * CDLCLOSINGMARUBOZU.
 *
 * @example
 * ```ts
 * import { cdlClosingMarubozu } from '@tapeline/indicators'
 * const live = cdlClosingMarubozu.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 105, 102, 105)) // 100
 * ```
 */
export const cdlClosingMarubozu: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlClosingMarubozu',
  'Closing marubozu',
  'One side pressed until the close.',
  10,
  [BODY, 0, RANGE, 0],
  (b) => (isLong(b, 0) && (isWhite(b, 0) ? upper(b, 0) : lower(b, 0)) < tiny(b, 0) ? 100 * colour(b, 0) : 0),
)

/**
 * A long body with next to no shadows: one side had the whole bar.
 *
 * 100 where it is bullish, -100 where bearish, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLMARUBOZU.
 *
 * @example
 * ```ts
 * import { cdlMarubozu } from '@tapeline/indicators'
 * const live = cdlMarubozu.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 102, 99, 99)) // -100
 * ```
 */
export const cdlMarubozu: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlMarubozu',
  'Marubozu',
  'One side had the whole bar.',
  10,
  [BODY, 0, RANGE, 0],
  (b) => (isLong(b, 0) && upper(b, 0) < tiny(b, 0) && lower(b, 0) < tiny(b, 0) ? 100 * colour(b, 0) : 0),
)

/**
 * A long body with short shadows: a bar of conviction.
 *
 * 100 white, -100 black, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLLONGLINE.
 *
 * @example
 * ```ts
 * import { cdlLongLine } from '@tapeline/indicators'
 * const live = cdlLongLine.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 105, 102, 105)) // 100
 * ```
 */
export const cdlLongLine: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlLongLine',
  'Long line',
  'A bar of conviction.',
  10,
  [BODY, 0, SHADOWS, 0],
  (b) => (isLong(b, 0) && upper(b, 0) < shortShadow(b, 0) && lower(b, 0) < shortShadow(b, 0) ? 100 * colour(b, 0) : 0),
)

/**
 * A short body with short shadows: a bar in which little was decided.
 *
 * 100 white, -100 black, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLSHORTLINE.
 *
 * @example
 * ```ts
 * import { cdlShortLine } from '@tapeline/indicators'
 * const live = cdlShortLine.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 102, 102, 102)) // 100
 * ```
 */
export const cdlShortLine: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlShortLine',
  'Short line',
  'Little was decided in the bar.',
  10,
  [BODY, 0, SHADOWS, 0],
  (b) => (isShort(b, 0) && upper(b, 0) < shortShadow(b, 0) && lower(b, 0) < shortShadow(b, 0) ? 100 * colour(b, 0) : 0),
)

/**
 * A short body between two shadows, both longer than it: both sides pushed, neither won much.
 *
 * 100 white, -100 black, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLSPINNINGTOP.
 *
 * @example
 * ```ts
 * import { cdlSpinningTop } from '@tapeline/indicators'
 * const live = cdlSpinningTop.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 103, 101, 102)) // 100
 * ```
 */
export const cdlSpinningTop: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlSpinningTop',
  'Spinning top',
  'Both sides pushed, neither won much.',
  10,
  [BODY, 0],
  (b) => (isShort(b, 0) && upper(b, 0) > body(b, 0) && lower(b, 0) > body(b, 0) ? 100 * colour(b, 0) : 0),
)

/**
 * A short body between two shadows, both more than twice as long: a spinning top with more noise.
 *
 * 100 white, -100 black, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLHIGHWAVE.
 *
 * @example
 * ```ts
 * import { cdlHighWave } from '@tapeline/indicators'
 * const live = cdlHighWave.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 103, 101, 102)) // 100
 * ```
 */
export const cdlHighWave: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlHighWave',
  'High wave',
  'Much movement and no result.',
  10,
  [BODY, 0],
  (b) => (isShort(b, 0) && upper(b, 0) > 2 * body(b, 0) && lower(b, 0) > 2 * body(b, 0) ? 100 * colour(b, 0) : 0),
)
