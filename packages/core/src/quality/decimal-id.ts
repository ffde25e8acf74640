/** A decimal id as a number; -1 where it is none, or not exact as one (beyond 15 digits, leading zeros). */
export function decimalId(id: unknown): number {
  if (typeof id !== 'string') return -1
  const { length } = id
  if (length === 0 || length > 15 || (length > 1 && id.charCodeAt(0) === ZERO)) return -1
  let number = 0
  for (let at = 0; at < length; at++) {
    const digit = id.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

const ZERO = 48
