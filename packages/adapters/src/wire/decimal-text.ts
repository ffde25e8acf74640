const ZERO = 0x30
const POINT = -2
const MINUS = 0x2d

/** Longest number that is read: no venue sends more than 40 characters. */
const MAX_LENGTH = 40
/** Digits of a decimal that a double gives back as they were, whatever they are. */
const EXACT_DIGITS = 15

/** Digits that a 32-bit integer holds. */
export const NINE = 9
/** Powers of ten up to nine places. */
export const powersOfTen: Float64Array = Float64Array.from({ length: NINE + 1 }, (_, places) => Number(`1e${places}`))

/**
 * A plain decimal text (`61837.63000000`), bit-equal to `Number()` of it; `NaN` for anything else: no sign, exponent,
 * blank, hexadecimal, word, and nothing that is not text.
 *
 * One division of two exact doubles is correctly rounded (Clinger, 1990): up to 2^53, and nine digits on either side of
 * the point, which is what a 32-bit integer holds. Others go to `Number()`.
 */
export function decimal(text: unknown): number {
  if (typeof text !== 'string') return NaN
  const { length } = text
  if (length === 0 || length > MAX_LENGTH) return NaN
  let high = 0
  let i = 0
  for (; i < length; i++) {
    const digit = text.charCodeAt(i) - ZERO
    if (!(digit >= 0 && digit <= 9)) break
    high = (Math.imul(high, 10) + digit) | 0
  }
  const wholes = i
  if (wholes === 0) return NaN
  let low = 0
  let places = 0
  if (i < length) {
    if (text.charCodeAt(i) - ZERO !== POINT || i === length - 1) return NaN
    for (i++; i < length; i++) {
      const digit = text.charCodeAt(i) - ZERO
      if (!(digit >= 0 && digit <= 9)) return NaN
      low = (Math.imul(low, 10) + digit) | 0
    }
    places = length - wholes - 1
  }
  if (wholes > NINE || places > NINE) return Number(text)
  const tens = powersOfTen[places] as number
  const mantissa = high * tens + low
  return mantissa > Number.MAX_SAFE_INTEGER ? Number(text) : mantissa / tens
}

/** The same with a minus allowed before it. */
export function signedDecimal(text: unknown): number {
  if (typeof text !== 'string' || text.charCodeAt(0) !== MINUS) return decimal(text)
  return -decimal(text.slice(1))
}

/**
 * A plain decimal text as it is handed on in a level: a number where that loses nothing, which is up to 15 digits
 * without the zeros at both ends; else the text itself. `NaN` for what is none.
 */
export function exactDecimal(text: unknown): number | string {
  const value = decimal(text)
  return value !== value || digitsOf(text as string) <= EXACT_DIGITS ? value : (text as string)
}

/** Digits from the first to the last that is not 0. */
function digitsOf(text: string): number {
  const { length } = text
  if (length <= EXACT_DIGITS) return length
  const digits = text.replace('.', '')
  let from = 0
  let to = digits.length
  while (from < to && digits.charCodeAt(from) === ZERO) from++
  while (to > from && digits.charCodeAt(to - 1) === ZERO) to--
  return to - from
}
