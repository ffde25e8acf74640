/**
 * Ticks and lots: prices and quantities of orders are whole multiples of a step. "On step" means within 1e-9 of a
 * whole multiple, so that 0.1 + 0.2 is on a step of 0.1.
 */
const TOLERANCE = 1e-9

/** How many steps a value is, or `null` when it is off step or beyond exact integers. */
export function toSteps(value: number, step: number): number | null {
  const steps = value / step
  const whole = Math.round(steps)
  return Math.abs(steps - whole) <= TOLERANCE && Number.isSafeInteger(whole) ? whole : null
}

/** Whole steps within a value, towards zero; a value a hair below a step counts as that step. */
export function floorSteps(value: number, step: number): number {
  const steps = Math.floor(value / step + TOLERANCE)
  return Number.isFinite(steps) ? Math.max(0, Math.min(steps, Number.MAX_SAFE_INTEGER)) : 0
}

/** The value of a count of steps, without the binary noise of `3 * 0.1`. */
export function fromSteps(steps: number, step: number): number {
  // 1 / step is whole for every decimal step below 1, and a division rounds once where a product rounds twice.
  const perUnit = Math.round(1 / step)
  return perUnit > 1 && Math.abs(perUnit * step - 1) <= TOLERANCE ? steps / perUnit : steps * step
}
