/** Plain building blocks to compare indicators with: each walks its whole window anew. NaN says that there is no value. */

/** The newest `period` numbers up to row i; all NaN before there are so many. */
export function windowAt(x: Float64Array, i: number, period: number): number[] {
  return Array.from({ length: period }, (_, k) => x[i - period + 1 + k] ?? NaN)
}

export function slowMean(x: Float64Array, period: number): Float64Array {
  return x.map((_, i) => windowAt(x, i, period).reduce((a, b) => a + b, 0) / period)
}

export function slowHighest(x: Float64Array, period: number): Float64Array {
  return x.map((_, i) => Math.max(...windowAt(x, i, period)))
}

export function slowLowest(x: Float64Array, period: number): Float64Array {
  return x.map((_, i) => Math.min(...windowAt(x, i, period)))
}

/** An exponential mean seeded by the mean of the first `period` numbers that are there. */
export function slowExponential(x: Float64Array, period: number, weight: number = 2 / (period + 1)): Float64Array {
  const start = x.findIndex((value) => value === value)
  const seed = start + period - 1
  let mean = NaN
  return x.map((value, i) => {
    if (i === seed) mean = slowMean(x, period)[i] as number
    else if (i > seed) mean += weight * (value - mean)
    return i < seed ? NaN : mean
  })
}

/** The end of the least squares line through each window. */
export function slowLineEnd(x: Float64Array, period: number): Float64Array {
  return x.map((_, i) => {
    const y = windowAt(x, i, period)
    const middle = (period - 1) / 2
    const mean = y.reduce((a, b) => a + b, 0) / period
    const across = y.reduce((sum, v, k) => sum + (k - middle) * (v - mean), 0)
    const along = y.reduce((sum, _v, k) => sum + (k - middle) * (k - middle), 0)
    return mean + (across / along) * middle
  })
}

/** The column so many rows later. */
export function later(x: Float64Array, by: number): Float64Array {
  return x.map((_, i) => x[i - by] ?? NaN)
}

/** Row by row, of columns of one length. */
export function zip(combine: (...values: number[]) => number, ...columns: readonly Float64Array[]): Float64Array {
  return (columns[0] as Float64Array).map((_, i) => combine(...columns.map((column) => column[i] as number)))
}

/** 0 in place of a quotient that is none, while its parts are numbers. */
export function ratio(a: number, b: number): number {
  return Math.abs(a / b) < 1e100 ? a / b : a === a && b === b ? 0 : NaN
}
