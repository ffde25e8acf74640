/** 2^exponent, exact; `exponent` is a whole number from -1022 to 1023. */
function powerOfTwo(exponent: number): number {
  view.setInt32(0, (exponent + 1023) << 20)
  view.setInt32(4, 0)
  return view.getFloat64(0)
}

/** x times 2^exponent with one rounding, also where the result is subnormal; `x` is in [0.5, 4), `exponent` in [-1080, 1024]. */
export function scaleByPowerOfTwo(x: number, exponent: number): number {
  if (exponent > 1023) return x * powerOfTwo(exponent - 1) * 2
  if (exponent < -1020) return x * powerOfTwo(exponent + 1000) * powerOfTwo(-1000)
  return x * powerOfTwo(exponent)
}

/** The k with x = m * 2^k and m in [sqrt(1/2), sqrt(2)), for a positive, finite, normal x. */
export function nearestExponent(x: number): number {
  view.setFloat64(0, x)
  const high = view.getInt32(0)
  return (high >> 20) - 1023 + ((high & 0xfffff) >= SQRT2_FRACTION ? 1 : 0)
}

/** The m of {@link nearestExponent}. */
export function significand(x: number): number {
  view.setFloat64(0, x)
  const fraction = view.getInt32(0) & 0xfffff
  view.setInt32(0, fraction | (fraction >= SQRT2_FRACTION ? 0x3fe00000 : 0x3ff00000))
  return view.getFloat64(0)
}

/** The upper 20 bits of sqrt(2)'s fraction; from there on a number belongs to the octave above. */
const SQRT2_FRACTION = 0x6a09e

// A DataView is big-endian unless asked otherwise, so the words come out alike on every machine.
const view: DataView = /*#__PURE__*/ new DataView(/*#__PURE__*/ new ArrayBuffer(8))
