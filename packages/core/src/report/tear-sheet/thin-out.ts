/** A curve as points in time. */
export interface Points {
  readonly ts: readonly number[]
  readonly value: readonly number[]
}

/** A column of times beside a column of values, and how many rows are filled. */
export interface Series {
  readonly length: number
  readonly ts: ArrayLike<number>
  readonly values: ArrayLike<number>
}

/**
 * A curve thinned out for drawing: the lowest and the highest value of each of `columns` equal stretches of time, in their
 * order, so that no spike is lost whatever the length. Values that are not finite are left out. One pass.
 */
export function thinOut(series: Series, from: number, to: number, columns: number): Points {
  const points = { ts: [] as number[], value: [] as number[] }
  const width = (to - from) / columns
  let column = -1
  let low = 0
  let high = 0
  const flush = (): void => {
    if (column === -1) return
    for (const i of low === high ? [low] : [Math.min(low, high), Math.max(low, high)]) {
      points.ts.push(series.ts[i] as number)
      points.value.push(series.values[i] as number)
    }
  }
  for (let i = 0; i < series.length; i++) {
    const ts = series.ts[i] as number
    const value = series.values[i] as number
    if (!(ts >= from && ts <= to) || !Number.isFinite(value)) continue
    const own = width > 0 ? Math.min(columns - 1, Math.floor((ts - from) / width)) : 0
    if (own !== column) {
      flush()
      column = own
      low = high = i
    } else {
      if (value < (series.values[low] as number)) low = i
      if (value > (series.values[high] as number)) high = i
    }
  }
  flush()
  return points
}
