/**
 * Sum, squared deviations, co-deviations and slant of a window of doubles, exactly: every double is a whole number of
 * 2^-200, and those are added and multiplied as BigInt. One rounding at the end, to some 70 bits less than a double has.
 */
const SHIFT = 200n
const bits = new DataView(new ArrayBuffer(8))

/** A double as a whole number of 2^-200; those below 1e-40 or so are not prices. */
export function exact(x) {
  bits.setFloat64(0, x)
  const raw = bits.getBigUint64(0)
  const exponent = Number((raw >> 52n) & 0x7ffn)
  const mantissa = (raw & 0xfffffffffffffn) | (exponent === 0 ? 0n : 0x10000000000000n)
  const scaled = (mantissa << BigInt(Math.max(exponent, 1) - 1075 + Number(SHIFT))) * (raw >> 63n ? -1n : 1n)
  return scaled
}

/** The double nearest to `numerator / denominator`, both whole, within an ulp. */
export function ratio(numerator, denominator) {
  if (numerator === 0n) return 0
  const negative = numerator < 0n !== denominator < 0n
  let a = numerator < 0n ? -numerator : numerator
  let b = denominator < 0n ? -denominator : denominator
  const shift = b.toString(2).length - a.toString(2).length + 64
  if (shift > 0) a <<= BigInt(shift)
  else b <<= BigInt(-shift)
  const size = Number(a / b) * 2 ** -shift
  return negative ? -size : size
}

/** Exact statistics of a window, each rounded once. */
export function exactWindow(xs, ys = xs) {
  const n = BigInt(xs.length)
  const unit = 1n << SHIFT
  let sx = 0n
  let sy = 0n
  let sxx = 0n
  let syy = 0n
  let sxy = 0n
  let six = 0n
  xs.forEach((value, i) => {
    const x = exact(value)
    const y = exact(ys[i])
    sx += x
    sy += y
    sxx += x * x
    syy += y * y
    sxy += x * y
    six += BigInt(i) * x
  })
  const deviations = n * sxx - sx * sx
  const others = n * syy - sy * sy
  const together = n * sxy - sx * sy
  return {
    sum: ratio(sx, unit),
    mean: ratio(sx, unit * n),
    variance: ratio(deviations, unit * unit * n * n),
    correlation: deviations === 0n || others === 0n ? 0 : correlation(together, deviations, others),
    slope: ratio(12n * (n * six - ((n * (n - 1n)) / 2n) * sx), unit * n * n * (n * n - 1n)),
    weighted: ratio(2n * (six + sx), unit * n * (n + 1n)),
  }
}

/** The square root is taken of the exact quotient's square, so that nothing cancels. */
function correlation(together, deviations, others) {
  const size = Math.sqrt(ratio(together * together, deviations * others))
  return together < 0n ? -size : size
}
