import { near } from './candle-measures.js'
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
    const colour = b.colour(1)
    if (b.colour(3) !== colour || b.colour(2) !== colour || b.colour(0) === colour) return 0
    if (b.open(2) < b.bottom(3) - near(b, 3) || b.open(2) > b.top(3) + near(b, 3)) return 0
    if (b.open(1) < b.bottom(2) - near(b, 2) || b.open(1) > b.top(2) + near(b, 2)) return 0
    const marches = colour * b.close(1) > colour * b.close(2) && colour * b.close(2) > colour * b.close(3)
    const strikes = colour * b.open(0) > colour * b.close(1) && colour * b.close(0) < colour * b.open(3)
    return marches && strikes ? 100 * colour : 0
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
    const colour = b.colour(4)
    if (!b.isLong(4) || b.colour(3) !== colour || b.colour(1) !== colour || b.colour(0) === colour) return 0
    if (!(colour > 0 ? b.isAbove(3, 4) : b.isBelow(3, 4))) return 0
    for (const ago of [2, 1]) {
      const goesOn = colour * b.high(ago) > colour * b.high(ago + 1) && colour * b.low(ago) > colour * b.low(ago + 1)
      if (!goesOn) return 0
    }
    const back = colour * b.close(0)
    return back < colour * b.open(3) && back > colour * b.close(4) ? -100 * colour : 0
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
    if (!b.isLong(4) || !b.isShort(3) || !b.isShort(2) || !b.isShort(1)) return 0
    if (!b.isWhite(4) || b.isWhite(3) || !b.isWhite(0) || !b.isAbove(3, 4)) return 0
    const floor = b.close(4) - b.body(4) * b.penetration
    for (const ago of [2, 1]) if (!(b.bottom(ago) < b.close(4)) || !(b.bottom(ago) > floor)) return 0
    if (!(b.top(2) < b.open(3)) || !(b.top(1) < b.top(2))) return 0
    return b.open(0) > b.close(1) && b.close(0) > Math.max(b.high(3), b.high(2), b.high(1)) ? 100 : 0
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
    const colour = b.colour(4)
    if (!b.isLong(4) || !b.isShort(3) || !b.isShort(2) || !b.isShort(1) || !b.isLong(0)) return 0
    if (b.colour(0) !== colour) return 0
    for (const ago of [3, 2, 1]) {
      if (b.colour(ago) === colour || !(b.bottom(ago) < b.high(4)) || !(b.top(ago) > b.low(4))) return 0
      if (ago < 3 && !(colour * b.close(ago) < colour * b.close(ago + 1))) return 0
    }
    return colour * b.open(0) > colour * b.close(1) && colour * b.close(0) > colour * b.close(4) ? 100 * colour : 0
  },
)
