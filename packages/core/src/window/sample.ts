/** What an indicator takes as a number lies below this in magnitude: squares and sums of such numbers cannot overflow. */
const SAMPLE_LIMIT = 1e100

/** Is this a number that an indicator can take? NaN (a composed input that is not ready), infinities and 1e308 are not. */
export function isSample(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) < SAMPLE_LIMIT
}
