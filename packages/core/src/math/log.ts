import { parts, takeApart } from './double-bits.js'
import { LN2_HIGH, LN2_LOW } from './exp.js'

/**
 * The natural logarithm, bit-equal on every runtime (`Math.log` is not). Within 1 ulp of the true value;
 * `NaN` below zero, `-Infinity` at zero. Cost: some tens of nanoseconds, no memory.
 *
 * Method: x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), and log(1 + f) = 2 artanh(s), s = f / (2 + f), by its series.
 *
 * @example
 * ```ts
 * import { log } from '@tapeline/core/math'
 * console.log(log(110 / 100)) // 0.09531017980432493, the log return of a rise by 10 %
 * ```
 */
export function log(x: number): number {
  parts[0] = x
  take()
  return parts[0]
}

/**
 * {@link log} in place: puts the logarithm of `numbers[at]` there. No number crosses the call, so that a loop around it
 * allocates nothing, however much else is in it.
 *
 * @example
 * ```ts
 * import { logAt } from '@tapeline/core/math'
 * const numbers = Float64Array.of(1)
 * logAt(numbers, 0)
 * console.log(numbers[0]) // 0
 * ```
 */
export function logAt(numbers: Float64Array, at: number): void {
  parts[0] = numbers[at] as number
  take()
  numbers[at] = parts[0]
}

/** From `parts[0]` to `parts[0]`. */
function take(): void {
  const x = parts[0] as number
  if (!(x > 0 && x < Infinity)) {
    if (x === 0) parts[0] = -Infinity
    else if (x !== Infinity) parts[0] = NaN
    return
  }
  const subnormal = x < SMALLEST_NORMAL
  if (subnormal) parts[0] = x * TWO_TO_54
  takeApart()
  const k = (parts[1] as number) - (subnormal ? 54 : 0)
  const f = (parts[0] as number) - 1
  const s = f / (2 + f)
  const halfSquare = 0.5 * f * f
  // 2 (artanh(s) - s) / s by the powers of z = s^2 <= 0.0295: the first neglected term is below 1e-18.
  const z = s * s
  let sum = 2 / 21 + (z * 2) / 23
  sum = 2 / 19 + z * sum
  sum = 2 / 17 + z * sum
  sum = 2 / 15 + z * sum
  sum = 2 / 13 + z * sum
  sum = 2 / 11 + z * sum
  sum = 2 / 9 + z * sum
  sum = 2 / 7 + z * sum
  sum = 2 / 5 + z * sum
  sum = 2 / 3 + z * sum
  parts[0] = k * LN2_HIGH - (halfSquare - (s * (halfSquare + z * sum) + k * LN2_LOW) - f)
}

export const SMALLEST_NORMAL = 2.2250738585072014e-308
export const TWO_TO_54 = 18014398509481984
