import { atan } from './atan.js'

/**
 * The angle whose sine is x, in radians from -π/2 to π/2, bit-equal on every runtime (`Math.asin` is not). Within 2 ulp of
 * the true value; `NaN` beyond -1 and 1. Cost: some tens of nanoseconds, no memory.
 *
 * @example
 * ```ts
 * import { asin } from '@tapeline/core/math'
 * console.log(asin(0.5)) // 0.5235987755982989
 * ```
 */
export function asin(x: number): number {
  return atan(x / Math.sqrt((1 - x) * (1 + x)))
}

/**
 * The angle whose cosine is x, in radians from 0 to π: as {@link asin}.
 *
 * @example
 * ```ts
 * import { acos } from '@tapeline/core/math'
 * console.log(acos(-1)) // 3.141592653589793
 * ```
 */
export function acos(x: number): number {
  return 2 * atan(Math.sqrt((1 - x) / (1 + x)))
}
