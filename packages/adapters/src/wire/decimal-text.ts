const ZERO = 0x30
const DOT = 0x2e
const MINUS = 0x2d

/** Longest number that is read: no venue sends more than 40 characters. */
const MAX_LENGTH = 40

/** Powers of ten that are exact doubles. */
const POWERS_OF_TEN: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]

/**
 * A plain decimal text (`61837.63000000`), bit-equal to `Number()` of it; `NaN` for anything else: no sign, exponent,
 * blank, hexadecimal, word, and nothing that is not text.
 *
 * Up to 2^53 and 22 decimals one division of two exact doubles is correctly rounded (Clinger, 1990); others go to
 * `Number()`.
 */
export function decimal(text: unknown): number {
  if (typeof text !== 'string') return NaN
  const { length } = text
  if (length === 0 || length > MAX_LENGTH) return NaN
  let mantissa = 0
  let dot = 0
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    const digit = code - ZERO
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
    else if (code === DOT && dot === 0 && i > 0 && i < length - 1) dot = i
    else return NaN
  }
  const decimals = dot === 0 ? 0 : length - dot - 1
  if (mantissa > Number.MAX_SAFE_INTEGER || decimals > 22) return Number(text)
  return mantissa / (POWERS_OF_TEN[decimals] as number)
}

/** The same with a minus allowed before it. */
export function signedDecimal(text: unknown): number {
  if (typeof text !== 'string' || text.charCodeAt(0) !== MINUS) return decimal(text)
  return -decimal(text.slice(1))
}

/** What a plain decimal text stands for: 1 above zero, 0 zero, -1 it is none. Cheaper than its value. */
export function decimalSign(text: unknown): number {
  if (typeof text !== 'string') return -1
  const { length } = text
  if (length === 0 || length > MAX_LENGTH) return -1
  let seen = 0
  let dot = 0
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i)
    const digit = code - ZERO
    if (digit >= 0 && digit <= 9) seen |= digit
    else if (code === DOT && dot === 0 && i > 0 && i < length - 1) dot = i
    else return -1
  }
  return seen === 0 ? 0 : 1
}
