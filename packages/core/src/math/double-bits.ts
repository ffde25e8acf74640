/**
 * What comes and goes here: numbers that cross a call which is not inlined would be boxed, and math allocates nothing.
 * `parts[0]` is a number, `parts[1]` an exponent of two.
 */
export const parts: Float64Array = /*#__PURE__*/ new Float64Array(2)

/** Multiplies `parts[0]`, in [0.5, 4), by 2^`parts[1]`, from -1080 to 1024, with one rounding, also where the result is subnormal. */
export function scaleByPowerOfTwo(): void {
  let exponent = parts[1] as number
  let rest = 1
  if (exponent > 1023) {
    exponent--
    rest = 2
  } else if (exponent < -1020) {
    exponent += 1000
    rest = TWO_TO_MINUS_1000
  }
  view.setInt32(0, (exponent + 1023) << 20)
  view.setInt32(4, 0)
  parts[0] = (parts[0] as number) * view.getFloat64(0) * rest
}

/**
 * Takes `parts[0]`, positive, finite and normal, apart: leaves m there and k in `parts[1]`, such that it was m * 2^k with
 * m in [sqrt(1/2), sqrt(2)).
 */
export function takeApart(): void {
  view.setFloat64(0, parts[0] as number)
  const high = view.getInt32(0)
  const fraction = high & 0xfffff
  const above = fraction >= SQRT2_FRACTION
  view.setInt32(0, fraction | (above ? 0x3fe00000 : 0x3ff00000))
  parts[0] = view.getFloat64(0)
  parts[1] = (high >> 20) - (above ? 1022 : 1023)
}

/** The upper 20 bits of sqrt(2)'s fraction; from there on a number belongs to the octave above. */
const SQRT2_FRACTION = 0x6a09e
const TWO_TO_MINUS_1000 = 9.332636185032189e-302

// A DataView is big-endian unless asked otherwise, so the words come out alike on every machine.
const view: DataView = /*#__PURE__*/ new DataView(/*#__PURE__*/ new ArrayBuffer(8))
