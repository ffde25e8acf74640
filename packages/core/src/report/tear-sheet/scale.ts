/** Places values of a range on a line from 0 to 1. */
export interface Scale {
  readonly from: number
  readonly to: number
  at(value: number): number
}

/** A range of one single value is placed in the middle. */
export function scale(from: number, to: number): Scale {
  const span = to - from
  return { from, to, at: (value) => (span > 0 ? Math.min(1, Math.max(0, (value - from) / span)) : 0.5) }
}

/** The range of all finite values given, widened a little so that curves do not touch the frame. */
export function paddedRange(values: Iterable<number>): { readonly from: number; readonly to: number } {
  let from = Infinity
  let to = -Infinity
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    from = Math.min(from, value)
    to = Math.max(to, value)
  }
  if (from > to) return { from: 0, to: 1 }
  const margin = to > from ? (to - from) * 0.06 : Math.abs(from) * 0.01 || 1
  return { from: from - margin, to: to + margin }
}
