import { nearestExponent, significand } from './double-bits.js'
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
  if (x !== x || x < 0) return NaN
  if (x === 0) return -Infinity
  if (x === Infinity) return x
  const subnormal = x < SMALLEST_NORMAL
  const normal = subnormal ? x * TWO_TO_54 : x
  const k = nearestExponent(normal) - (subnormal ? 54 : 0)
  const f = significand(normal) - 1
  const s = f / (2 + f)
  const halfSquare = 0.5 * f * f
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + artanhTail(s * s)) + k * LN2_LOW) - f)
}

/** 2 (artanh(s) - s) / s by the powers of z = s^2 <= 0.0295: the first neglected term is below 1e-18. */
function artanhTail(z: number): number {
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
  return z * sum
}

export const SMALLEST_NORMAL = 2.2250738585072014e-308
export const TWO_TO_54 = 18014398509481984
