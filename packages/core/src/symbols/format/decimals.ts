/**
 * Decimals that show every multiple of a step exactly: 2 of 0.25, 1 of 2.5, 8 of 1e-8, 0 of 100. At most 20; a step that
 * needs more, or is none, has as many as its first three digits.
 *
 * @example
 * ```ts
 * import { decimalsOf } from '@tapeline/core/format'
 * console.log([0.25, 2.5, 1e-8, 100].map((step) => decimalsOf(step))) // [ 2, 1, 8, 0 ]
 * ```
 */
export function decimalsOf(step: number): number {
  if (!Number.isFinite(step) || step <= 0) return 2
  const [digits = '', exponent = '0'] = step.toExponential().split('e')
  const fraction = digits.length > 2 ? digits.length - 2 : 0
  const decimals = fraction - Number(exponent)
  if (decimals <= MOST) return Math.max(0, decimals)
  return Math.min(MOST, Math.max(0, 2 - Number(exponent)))
}

const MOST = 20
