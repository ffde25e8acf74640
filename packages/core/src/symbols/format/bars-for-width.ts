/**
 * How many bars to load for a chart so many pixels wide: three screens of bars 6 pixels wide, at least 200, at most 1000,
 * whole. 200 while the width is not known (NaN, negative).
 *
 * @example
 * ```ts
 * import { barsForWidth } from '@tapeline/core/format'
 * console.log([0, 801, 5_000].map(barsForWidth)) // [ 200, 400, 1000 ]
 * ```
 */
export function barsForWidth(width: number): number {
  const bars = Math.floor((width / PIXELS_A_BAR) * SCREENS)
  return bars > LEAST ? Math.min(bars, MOST) : LEAST
}

const PIXELS_A_BAR = 6
const SCREENS = 3
const LEAST = 200
const MOST = 1_000
