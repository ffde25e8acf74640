/**
 * Ticks and lots: prices and quantities of orders are whole multiples of a step. "On step" means within 1e-9 of a
 * whole multiple, so that 0.1 + 0.2 is on a step of 0.1.
 */
const TOLERANCE = 1e-9
/** Two units in the last place: what the nearest doubles of a decimal value and step, a sum and the division may lose. */
const BINARY_NOISE = 4.5e-16

/**
 * How many steps a value is, or `null` when it is off step or beyond exact integers.
 *
 * @example
 * ```ts
 * import { toSteps } from '@tapeline/core'
 * console.log(toSteps(0.1 + 0.2, 0.1), toSteps(0.25, 0.1)) // 3 null
 * ```
 */
export function toSteps(value: number, step: number): number | null {
  const steps = value / step
  const whole = Math.round(steps)
  // `+ 0` makes zero of -0: less than nothing is nothing.
  return Math.abs(steps - whole) <= toleranceAt(steps) && Number.isSafeInteger(whole) ? whole + 0 : null
}

/**
 * Whole steps within a value, towards zero; a value a hair below a step counts as that step.
 *
 * @example
 * ```ts
 * import { floorSteps } from '@tapeline/core'
 * console.log(floorSteps(0.39, 0.1), floorSteps(0.3, 0.1)) // 3 3
 * ```
 */
export function floorSteps(value: number, step: number): number {
  const exact = value / step
  const steps = Math.floor(exact + toleranceAt(exact))
  return Number.isFinite(steps) ? Math.max(0, Math.min(steps, Number.MAX_SAFE_INTEGER)) : 0
}

/** Whole steps that reach a value, away from zero; a value a hair above a step counts as that step. */
export function ceilSteps(value: number, step: number): number {
  const exact = value / step
  const steps = Math.ceil(exact - toleranceAt(exact))
  return Number.isFinite(steps) ? Math.max(0, Math.min(steps, Number.MAX_SAFE_INTEGER)) : 0
}

/**
 * The value of a count of steps, without the binary noise of `3 * 0.1`.
 *
 * @example
 * ```ts
 * import { fromSteps } from '@tapeline/core'
 * console.log(fromSteps(3, 0.1), 3 * 0.1) // 0.3 0.30000000000000004
 * ```
 */
export function fromSteps(steps: number, step: number): number {
  // Most decimal steps below 1 are one over a whole number, and a division rounds once where a product rounds twice.
  const perUnit = Math.round(1 / step)
  if (perUnit > 1 && Math.abs(perUnit * step - 1) <= TOLERANCE) return steps / perUnit
  return Number.isInteger(step) ? steps * step : fromDecimalSteps(steps, step)
}

/** In millions of steps the noise of doubles outgrows 1e-9: 0.1234567 / 1e-8 is 2e-9 off a whole number. */
function toleranceAt(steps: number): number {
  return Math.max(TOLERANCE, Math.abs(steps) * BINARY_NOISE)
}

/** Steps such as 0.3 and 2.5: as whole numbers of the power of ten that they are decimals of. */
function fromDecimalSteps(steps: number, step: number): number {
  for (let tens = 10; tens <= 1e15; tens *= 10) {
    const whole = Math.round(step * tens)
    if (whole / tens === step) return (steps * whole) / tens
  }
  return steps * step
}
