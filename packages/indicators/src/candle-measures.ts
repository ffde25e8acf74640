import {
  BODIES,
  BODY,
  BOTTOM,
  CLOSE,
  HIGH,
  LOW,
  LOWER,
  OPEN,
  RANGE,
  SHADOWS,
  SPREAD,
  TOP,
  UPPER,
  type CandleWindow,
} from './candle-window.js'

// A bar is named by how many bars ago it was, the newest by 0. What returns a number is one look into an array: so short a
// call is inlined wherever it stands, and its number never boxed.

export function open(b: CandleWindow, ago: number): number {
  return b.bars[OPEN + ago] as number
}

export function high(b: CandleWindow, ago: number): number {
  return b.bars[HIGH + ago] as number
}

export function low(b: CandleWindow, ago: number): number {
  return b.bars[LOW + ago] as number
}

export function close(b: CandleWindow, ago: number): number {
  return b.bars[CLOSE + ago] as number
}

/** Upper end of the body. */
export function top(b: CandleWindow, ago: number): number {
  return b.bars[TOP + ago] as number
}

/** Lower end of the body. */
export function bottom(b: CandleWindow, ago: number): number {
  return b.bars[BOTTOM + ago] as number
}

export function body(b: CandleWindow, ago: number): number {
  return b.bars[BODIES + ago] as number
}

/** Upper shadow. */
export function upper(b: CandleWindow, ago: number): number {
  return b.bars[UPPER + ago] as number
}

/** Lower shadow. */
export function lower(b: CandleWindow, ago: number): number {
  return b.bars[LOWER + ago] as number
}

/** Did it close where it opened, or above? */
export function isWhite(b: CandleWindow, ago: number): boolean {
  return close(b, ago) >= open(b, ago)
}

/** 1 of a white bar, -1 of a black one. */
export function colour(b: CandleWindow, ago: number): 1 | -1 {
  return isWhite(b, ago) ? 1 : -1
}

/** Does the body of the one lie wholly above that of the other? */
export function isAbove(b: CandleWindow, ago: number, other: number): boolean {
  return bottom(b, ago) > top(b, other)
}

/** Does the body of the one lie wholly below that of the other? */
export function isBelow(b: CandleWindow, ago: number, other: number): boolean {
  return top(b, ago) < bottom(b, other)
}

/** Is the body longer than usual? */
export function isLong(b: CandleWindow, ago: number): boolean {
  return body(b, ago) > (b.means[BODY + ago] as number)
}

/** Is the body shorter than usual? */
export function isShort(b: CandleWindow, ago: number): boolean {
  return body(b, ago) < (b.means[BODY + ago] as number)
}

/** Is there next to no body? */
export function isDoji(b: CandleWindow, ago: number): boolean {
  return body(b, ago) <= tiny(b, ago)
}

/** The most of a doji's body, the least of a shadow that counts. */
export function tiny(b: CandleWindow, ago: number): number {
  return (b.means[RANGE + ago] as number) * 0.1
}

/** Has it next to no shadows? */
export function hasNoShadows(b: CandleWindow, ago: number): boolean {
  return upper(b, ago) < tiny(b, ago) && lower(b, ago) < tiny(b, ago)
}

/** 100 where the body lies inside that of the other, 80 where one end coincides, 0 elsewhere. */
export function inside(b: CandleWindow, ago: number, other: number): 100 | 80 | 0 {
  if (top(b, ago) < top(b, other) && bottom(b, ago) > bottom(b, other)) return 100
  return top(b, ago) <= top(b, other) && bottom(b, ago) >= bottom(b, other) ? 80 : 0
}

/** How far from a price of this bar another is still near. */
export function near(b: CandleWindow, ago: number): number {
  return (b.means[SPREAD + ago] as number) * 0.2
}

/** How much smaller than this bar's a body must be to be far smaller. */
export function far(b: CandleWindow, ago: number): number {
  return (b.means[SPREAD + ago] as number) * 0.6
}

/** How far from a price of this bar another still equals it. */
export function equal(b: CandleWindow, ago: number): number {
  return (b.means[SPREAD + ago] as number) * 0.05
}

/** Does the price in one column of one bar equal that in another column of another bar, by the measure of that other? */
export function isEqual(b: CandleWindow, column: number, ago: number, otherColumn: number, other: number): boolean {
  const price = b.bars[column + ago] as number
  const level = b.bars[otherColumn + other] as number
  const most = equal(b, other)
  return price <= level + most && price >= level - most
}

/** The most of a short shadow. */
export function shortShadow(b: CandleWindow, ago: number): number {
  return (b.means[SHADOWS + ago] as number) / 2
}
