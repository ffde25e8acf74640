import { log } from './log.js'
import { pow } from './pow.js'

/**
 * The logarithm to base 10, bit-equal on every runtime (`Math.log10` is not). Within 2 ulp of the true value, exact for
 * powers of ten; `NaN` below zero, `-Infinity` at zero. Cost: some tens of nanoseconds, no memory.
 *
 * @example
 * ```ts
 * import { log10 } from '@tapeline/core/math'
 * console.log(log10(1000)) // 3
 * ```
 */
export function log10(x: number): number {
  const natural = log(x)
  const rounded = natural * INVERSE_LN10 + natural * INVERSE_LN10_LOW
  const whole = Math.floor(rounded + 0.5)
  return Math.abs(rounded - whole) < 1e-12 && pow(10, whole) === x ? whole : rounded
}

/** 1 / ln 10 in two parts. */
const INVERSE_LN10 = 0.4342944819032518
const INVERSE_LN10_LOW = 1.098319650216765e-17
