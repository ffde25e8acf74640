import { body, bottom, high, isDoji, low, lower, near, tiny, top, upper } from './candle-measures.js'
import { candlePattern, type CandlePattern } from './candle-pattern.js'
import { RANGE, SPREAD } from './candle-window.js'

/**
 * A bar that closes about where it opened: neither side won.
 *
 * 100 where it is there, of neither direction, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLDOJI.
 *
 * @example
 * ```ts
 * import { cdlDoji } from '@tapeline/indicators'
 * const live = cdlDoji.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 102, 102, 102)) // 100
 * ```
 */
export const cdlDoji: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlDoji',
  'Doji',
  'Neither buyers nor sellers won the bar.',
  10,
  [RANGE, 0],
  (b) => (isDoji(b, 0) ? 100 : 0),
)

/**
 * A doji at its high, with a shadow below alone: sellers pushed the price down and lost all of it.
 *
 * 100 where it is there, of neither direction, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib
 * CDLDRAGONFLYDOJI.
 *
 * @example
 * ```ts
 * import { cdlDragonflyDoji } from '@tapeline/indicators'
 * const live = cdlDragonflyDoji.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 102, 101, 102)) // 100
 * ```
 */
export const cdlDragonflyDoji: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlDragonflyDoji',
  'Dragonfly doji',
  'Sellers pushed down and lost all of it.',
  10,
  [RANGE, 0],
  (b) => (isDoji(b, 0) && upper(b, 0) < tiny(b, 0) && lower(b, 0) > tiny(b, 0) ? 100 : 0),
)

/**
 * A doji at its low, with a shadow above alone: buyers pushed the price up and lost all of it.
 *
 * 100 where it is there, of neither direction, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib
 * CDLGRAVESTONEDOJI.
 *
 * @example
 * ```ts
 * import { cdlGravestoneDoji } from '@tapeline/indicators'
 * const live = cdlGravestoneDoji.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 103, 102, 102)) // 100
 * ```
 */
export const cdlGravestoneDoji: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlGravestoneDoji',
  'Gravestone doji',
  'Buyers pushed up and lost all of it.',
  10,
  [RANGE, 0],
  (b) => (isDoji(b, 0) && lower(b, 0) < tiny(b, 0) && upper(b, 0) > tiny(b, 0) ? 100 : 0),
)

/**
 * A doji with a shadow longer than its body: price travelled and came back.
 *
 * 100 where it is there, of neither direction, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib
 * CDLLONGLEGGEDDOJI.
 *
 * @example
 * ```ts
 * import { cdlLongLeggedDoji } from '@tapeline/indicators'
 * const live = cdlLongLeggedDoji.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 103, 102, 102)) // 100
 * ```
 */
export const cdlLongLeggedDoji: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlLongLeggedDoji',
  'Long-legged doji',
  'Price travelled and came back: indecision.',
  10,
  [RANGE, 0],
  (b) => (isDoji(b, 0) && (lower(b, 0) > body(b, 0) || upper(b, 0) > body(b, 0)) ? 100 : 0),
)

/**
 * A long-legged doji whose body lies near the middle of its range: both sides pushed equally far.
 *
 * 100 where it is there, of neither direction, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib
 * CDLRICKSHAWMAN.
 *
 * @example
 * ```ts
 * import { cdlRickshawMan } from '@tapeline/indicators'
 * const live = cdlRickshawMan.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 103, 101, 102)) // 100
 * ```
 */
export const cdlRickshawMan: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlRickshawMan',
  'Rickshaw man',
  'Both sides pushed equally far and neither won.',
  10,
  [RANGE, 0, SPREAD, 0],
  (b) => {
    if (!isDoji(b, 0) || !(lower(b, 0) > body(b, 0)) || !(upper(b, 0) > body(b, 0))) return 0
    const middle = low(b, 0) + (high(b, 0) - low(b, 0)) / 2
    return bottom(b, 0) <= middle + near(b, 0) && top(b, 0) >= middle - near(b, 0) ? 100 : 0
  },
)

/**
 * A dragonfly doji whose shadow below is more than twice its body: a test of lower prices that failed.
 *
 * 100 where it is there, of neither direction, 0 elsewhere. First value at bar 11; O(1). Formula: TA-Lib CDLTAKURI.
 *
 * @example
 * ```ts
 * import { cdlTakuri } from '@tapeline/indicators'
 * const live = cdlTakuri.create()
 * for (let i = 0; i < 10; i++) live.update(100, 104, 97, 102) // open, high, low, close
 * console.log(live.update(102, 102, 101, 102)) // 100
 * ```
 */
export const cdlTakuri: CandlePattern = /*#__PURE__*/ candlePattern(
  'cdlTakuri',
  'Takuri',
  'A test of lower prices that failed.',
  10,
  [RANGE, 0],
  (b) => (isDoji(b, 0) && upper(b, 0) < tiny(b, 0) && lower(b, 0) > 2 * body(b, 0) ? 100 : 0),
)
