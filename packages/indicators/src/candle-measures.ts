import type { CandleWindow } from './candle-window.js'

/** Has it next to no shadows? */
export function hasNoShadows(b: CandleWindow, ago: number): boolean {
  return b.upper(ago) < b.tiny(ago) && b.lower(ago) < b.tiny(ago)
}

/** 100 where the body lies inside that of the other, 80 where one end coincides, 0 elsewhere. */
export function inside(b: CandleWindow, ago: number, other: number): 100 | 80 | 0 {
  if (b.top(ago) < b.top(other) && b.bottom(ago) > b.bottom(other)) return 100
  return b.top(ago) <= b.top(other) && b.bottom(ago) >= b.bottom(other) ? 80 : 0
}

/** How far from a price of this bar another is still near. */
export function near(b: CandleWindow, ago: number): number {
  return b.spread(ago) * 0.2
}

/** How much smaller than this bar's a body must be to be far smaller. */
export function far(b: CandleWindow, ago: number): number {
  return b.spread(ago) * 0.6
}

/** How far from a price of this bar another still equals it. */
export function equal(b: CandleWindow, ago: number): number {
  return b.spread(ago) * 0.05
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
  return b.shadows(ago) / 2
}
