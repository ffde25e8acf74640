/**
 * Is this a number that an indicator can take? NaN (a composed input that is not ready), infinities and 1e308 are not:
 * squares and sums of what lies below 1e100 cannot overflow.
 */
export function isSample(value: unknown): value is number {
  // The limit stands in the expression: a named one would be loaded anew in every row.
  return typeof value === 'number' && Math.abs(value) < 1e100
}

/**
 * Are these numbers beyond doubt samples? One comparison serves a whole row where columns are run through; false says no more
 * than that each is to be asked.
 */
export function surelySamples(a: number, b: number = 0, c: number = 0): boolean {
  return a * a + b * b + c * c < 1e199
}
