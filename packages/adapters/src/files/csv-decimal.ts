const ZERO = 0x30
const DOT = 0x2e
const MINUS = 0x2d
const PLUS = 0x2b

/** Powers of ten that are exact doubles. */
const POWERS_OF_TEN: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
]

/**
 * A plain decimal number (`-1.5`, `.5`, `1e-7`) from bytes, bit-equal to `Number()` of the same text; `NaN` for
 * anything else: no hexadecimal, no thousands separators, no words, nothing at all.
 *
 * Up to 15 digits one division of two exact doubles is correctly rounded (Clinger, 1990); longer ones go to `Number()`.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  while (start < end && isBlank(bytes[start] as number)) start++
  while (end > start && isBlank(bytes[end - 1] as number)) end--
  let i = start
  const first = bytes[i]
  if (first === MINUS || first === PLUS) i++
  const digitsFrom = i
  let mantissa = 0
  let dot = -1
  for (; i < end; i++) {
    const digit = (bytes[i] as number) - ZERO
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
    else if (bytes[i] === DOT && dot < 0) dot = i
    else break
  }
  const digits = i - digitsFrom - (dot < 0 ? 0 : 1)
  if (digits === 0 || i === digitsFrom) return NaN
  if (i < end || digits > 15) return slow(bytes, start, end)
  const value = dot < 0 ? mantissa : mantissa / (POWERS_OF_TEN[i - dot - 1] as number)
  return first === MINUS ? -value : value
}

function slow(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 400) return NaN
  let text = ''
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i] as number)
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09
}
