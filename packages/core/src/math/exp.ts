import { parts, scaleByPowerOfTwo } from './double-bits.js'

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
  parts[0] = x
  takeAny()
  return parts[0]
}

/**
 * {@link exp} in place: puts e to the power of `numbers[at]` there. No number crosses the call, so that a loop around it
 * allocates nothing, however much else is in it.
 *
 * @example
 * ```ts
 * import { expAt } from '@tapeline/core/math'
 * const numbers = Float64Array.of(0)
 * expAt(numbers, 0)
 * console.log(numbers[0]) // 1
 * ```
 */
export function expAt(numbers: Float64Array, at: number): void {
  parts[0] = numbers[at] as number
  takeAny()
  numbers[at] = parts[0]
}

/** From `parts[0]` to `parts[0]`: a number that crosses a call which is not inlined would be boxed. */
function takeAny(): void {
  const x = parts[0] as number
  parts[1] = 0
  if (x > 709.782712893384) parts[0] = Infinity
  else if (x < -745.1332191019412) parts[0] = 0
  else if (x === x) take()
}

/** exp(high + low), where |low| is at most a few ulp of high and the result is neither 0 nor Infinity by a wide margin. */
export function expOfSum(high: number, low: number): number {
  parts[0] = high
  parts[1] = low
  take()
  return parts[0]
}

/** From the sum of `parts` to `parts[0]`. */
function take(): void {
  const high = parts[0] as number
  const low = parts[1] as number
  const k = Math.floor(high * INVERSE_LN2 + 0.5)
  // k has 11 bits and LN2_HIGH 32, so the product and the difference are exact.
  const a = high - k * LN2_HIGH
  const b = low - k * LN2_LOW
  const r = a + b
  const rest = a - r + b
  const square = r * r
  // (e^r - 1 - r - r^2/2) / r^3: the first neglected term, r^14 / 14!, is below 5e-18.
  let series = 1 / 479001600 + r / 6227020800
  series = 1 / 39916800 + r * series
  series = 1 / 3628800 + r * series
  series = 1 / 362880 + r * series
  series = 1 / 40320 + r * series
  series = 1 / 5040 + r * series
  series = 1 / 720 + r * series
  series = 1 / 120 + r * series
  series = 1 / 24 + r * series
  series = 1 / 6 + r * series
  const tail = square * (0.5 + r * series)
  // 1 + r + tail + rest, each sum with what its rounding lost.
  const sum = r + tail
  const lost = r - sum + tail + rest * (1 + r)
  const result = 1 + sum
  parts[0] = result + (1 - result + sum + lost)
  parts[1] = k
  scaleByPowerOfTwo()
}

const INVERSE_LN2 = 1.4426950408889634
/** ln 2 in two parts: 32 leading bits, and the next 53. */
export const LN2_HIGH: number = 0.6931471803691238
export const LN2_LOW: number = 1.9082149292705877e-10
