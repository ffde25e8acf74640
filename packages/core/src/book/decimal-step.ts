import { demand } from '../errors/index.js'
import { toSteps } from '../symbols/index.js'

/** A tick or lot size as the decimal that it is: `units` times ten to the power of minus `decimals`. */
export interface DecimalStep {
  /** The step itself, such as 0.25. */
  readonly value: number
  /** Its digits as a whole number: 25. */
  readonly units: number
  /** Its decimal places: 2. */
  readonly decimals: number
}

/** Not a decimal number at all. */
export const MALFORMED = -1
/** Below zero. */
export const NEGATIVE = -2
/** Between two steps. */
export const OFF_STEP = -3
/** More steps than a double counts exactly. */
export const TOO_LARGE = -4

/** Splits a step into its digits; a step that is no decimal of at most 18 places is refused. */
export function decimalStep(owner: string, parameter: string, value: number): DecimalStep {
  if (Number.isFinite(value) && value > 0) {
    for (let decimals = 0; decimals <= MAX_DECIMALS; decimals++) {
      const units = Math.round(value * (TENS[decimals] as number))
      if (units > 0 && units / (TENS[decimals] as number) === value && Number.isSafeInteger(units))
        return Object.freeze({ value, units, decimals })
    }
  }
  demand(false, owner, parameter, value, 'a decimal above 0 of at most 18 places, such as 0.01')
}

/** How many whole steps a price or size of the wire is; below 0 it says what is wrong with it. */
export function wireSteps(value: unknown, step: DecimalStep): number {
  if (typeof value === 'string') return textSteps(value, step)
  return typeof value === 'number' ? numberSteps(value, step) : MALFORMED
}

/** A size of the wire as the double nearest to it; below 0 it says what is wrong with it. */
export function wireNumber(value: unknown): number {
  if (typeof value === 'string') return textNumber(value)
  if (typeof value !== 'number' || !Number.isFinite(value)) return MALFORMED
  return value < 0 ? NEGATIVE : value + 0
}

/** The double nearest to so many steps: what `Number` makes of their decimal text. */
export function stepsValue(steps: number, step: DecimalStep): number {
  return (steps * step.units) / (TENS[step.decimals] as number)
}

/** So many steps of one size in steps of another, exactly; below 0 it says what is wrong. */
export function otherSteps(steps: number, from: DecimalStep, to: DecimalStep): number {
  const places = to.decimals - from.decimals
  const digits = steps * from.units * (TENS[Math.max(0, places)] as number)
  const units = to.units * (TENS[Math.max(0, -places)] as number)
  if (digits > Number.MAX_SAFE_INTEGER) return TOO_LARGE
  return digits % units === 0 ? digits / units : OFF_STEP
}

/** A rank in steps of another size: the nearest one there that is no worse. */
export function otherRank(rank: number, from: DecimalStep, to: DecimalStep): number {
  const digits = rank * from.units * (TENS[Math.max(0, to.decimals - from.decimals)] as number)
  return Math.floor(digits / (to.units * (TENS[Math.max(0, from.decimals - to.decimals)] as number)))
}

const MAX_DECIMALS = 18
/** Powers of ten up to 22 are exact doubles. */
const TENS: readonly number[] = Array.from({ length: MAX_DECIMALS + 1 }, (_, places) => Number(`1e${places}`))
/** Below it each decimal has a double of its own: 15 digits come back from one as they went in. */
const EXACT = 1e15
const LONGEST = 64
const ZERO = 48
const POINT = -2
const WITH_EXPONENT = /^\d+(?:\.\d*)?[eE][+-]?\d{1,3}$/
const PLAIN = /^(?:\d+\.?\d*|\.\d+)$/
const BELOW_ZERO = /^-\d+(?:\.\d*)?(?:[eE][+-]?\d{1,3})?$/

/**
 * Reads decimal text straight into whole steps, without a double in between: `1.10` and `1.1` are the same count, and
 * `0.30000000000000004` is off a step of 0.1.
 */
function textSteps(text: string, step: DecimalStep): number {
  const { length } = text
  if (length === 0 || length > LONGEST) return MALFORMED
  const { decimals, units } = step
  // Nine digits at a time as a 32-bit integer, which is three times as fast as a double.
  let head = 0
  let nine = 0
  let digits = 0
  let places = -1
  let excess = 0
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO
    if (digit >>> 0 <= 9) {
      if (places >= 0 && places++ >= decimals) {
        excess |= digit
        continue
      }
      nine = (Math.imul(nine, 10) + digit) | 0
      if (++digits < 9) continue
      head = head * 1e9 + nine
      nine = 0
      digits = 0
    } else if (digit === POINT && places < 0 && length > 1) places = 0
    else return unusualSteps(text, step)
  }
  let mantissa = head * (TENS[digits] as number) + nine
  const missing = places < 0 ? decimals : decimals - places
  if (missing > 0) mantissa *= TENS[missing] as number
  if (mantissa > Number.MAX_SAFE_INTEGER) return TOO_LARGE
  if (excess !== 0) return OFF_STEP
  if (units === 1) return mantissa
  return mantissa % units === 0 ? mantissa / units : OFF_STEP
}

/** Decimal text as the nearest double: digits and places are exact, and one division rounds once. */
function textNumber(text: string): number {
  const { length } = text
  let head = 0
  let nine = 0
  let digits = 0
  let places = -1
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO
    if (digit >>> 0 <= 9) {
      if (places >= 0) places++
      nine = (Math.imul(nine, 10) + digit) | 0
      if (++digits < 9) continue
      head = head * 1e9 + nine
      nine = 0
      digits = 0
    } else if (digit === POINT && places < 0 && length > 1) places = 0
    else return unusualNumber(text)
  }
  const mantissa = head * (TENS[digits] as number) + nine
  if (length === 0 || length > LONGEST) return MALFORMED
  if (places <= 0) return mantissa <= Number.MAX_SAFE_INTEGER ? mantissa : unusualNumber(text)
  if (mantissa > Number.MAX_SAFE_INTEGER || places > MAX_DECIMALS) return unusualNumber(text)
  return mantissa / (TENS[places] as number)
}

function unusualNumber(text: string): number {
  if (text.length > LONGEST) return MALFORMED
  if (!WITH_EXPONENT.test(text) && !PLAIN.test(text)) return BELOW_ZERO.test(text) ? NEGATIVE : MALFORMED
  const value = Number(text)
  return Number.isFinite(value) ? value : MALFORMED
}

/** Text of few venues (`1E-8`), and what is wrong with other text. */
function unusualSteps(text: string, step: DecimalStep): number {
  if (WITH_EXPONENT.test(text)) return numberSteps(Number(text), step)
  return BELOW_ZERO.test(text) ? NEGATIVE : MALFORMED
}

/**
 * A number of at most 15 digits is the decimal that it prints as, exactly as if it were text; one of more carries the
 * noise of a calculation, and is as near to a step as `toSteps` demands.
 */
function numberSteps(value: number, step: DecimalStep): number {
  const { units, decimals } = step
  const tens = TENS[decimals] as number
  const mantissa = Math.round(value * tens)
  if (mantissa >= 0 && mantissa < EXACT && mantissa / tens === value) {
    if (units === 1) return mantissa + 0
    return mantissa % units === 0 ? mantissa / units : OFF_STEP
  }
  return unusualNumberSteps(value, step)
}

function unusualNumberSteps(value: number, step: DecimalStep): number {
  if (!Number.isFinite(value)) return MALFORMED
  if (value < 0) return NEGATIVE
  if (value < 1e21 && Number(value.toPrecision(15)) === value)
    return value * (TENS[step.decimals] as number) < EXACT ? OFF_STEP : textSteps(String(value), step)
  const steps = toSteps(value, step.value)
  if (steps !== null) return steps
  return value / step.value > Number.MAX_SAFE_INTEGER ? TOO_LARGE : OFF_STEP
}
