import { scaleByPowerOfTwo } from './double-bits.js'

/**
 * e to the power x, bit-equal on every runtime: `Math.exp` is not, and one differing bit makes two replays differ.
 * Within 1 ulp of the true value. Cost: some tens of nanoseconds, no memory.
 *
 * Method: x = k ln 2 + r with |r| <= ln 2 / 2 (Cody and Waite's split of ln 2), Taylor's series of degree 13 in r, times 2^k.
 *
 * @example
 * ```ts
 * import { exp } from '@tapeline/core/math'
 * console.log(exp(0.05)) // 1.0512710963760241, a year's growth at 5 % compounded continuously
 * ```
 */
export function exp(x: number): number {
  if (x !== x) return x
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019412) return 0
  return expOfSum(x, 0)
}

/** exp(high + low), where |low| is at most a few ulp of high and the result is neither 0 nor Infinity by a wide margin. */
export function expOfSum(high: number, low: number): number {
  const k = Math.floor(high * INVERSE_LN2 + 0.5)
  // k has 11 bits and LN2_HIGH 32, so the product and the difference are exact.
  const a = high - k * LN2_HIGH
  const b = low - k * LN2_LOW
  const r = a + b
  const rest = a - r + b
  const square = r * r
  const tail = square * (0.5 + r * tailSeries(r))
  // 1 + r + tail + rest, each sum with what its rounding lost.
  const sum = r + tail
  const lost = r - sum + tail + rest * (1 + r)
  const result = 1 + sum
  return scaleByPowerOfTwo(result + (1 - result + sum + lost), k)
}

/** (e^r - 1 - r - r^2/2) / r^3: the first neglected term, r^14 / 14!, is below 5e-18. */
function tailSeries(r: number): number {
  let sum = 1 / 479001600 + r / 6227020800
  sum = 1 / 39916800 + r * sum
  sum = 1 / 3628800 + r * sum
  sum = 1 / 362880 + r * sum
  sum = 1 / 40320 + r * sum
  sum = 1 / 5040 + r * sum
  sum = 1 / 720 + r * sum
  sum = 1 / 120 + r * sum
  sum = 1 / 24 + r * sum
  sum = 1 / 6 + r * sum
  return sum
}

const INVERSE_LN2 = 1.4426950408889634
/** ln 2 in two parts: 32 leading bits, and the next 53. */
export const LN2_HIGH: number = 0.6931471803691238
export const LN2_LOW: number = 1.9082149292705877e-10
