import { parts, takeApart } from './double-bits.js'
import { expOfSum, LN2_HIGH, LN2_LOW } from './exp.js'
import { SMALLEST_NORMAL, TWO_TO_54 } from './log.js'

/**
 * x to the power y, bit-equal on every runtime (`Math.pow` and `**` are not). Within 1 ulp of the true value, exact
 * where the true value is a double of few bits, such as `pow(10, 3)`; special values as ECMAScript has them.
 * Cost: about five times that of `exp`, no memory.
 *
 * Method: log x as an unevaluated sum of two doubles with 65 bits or more, times y, and the exponential of that sum.
 *
 * @example
 * ```ts
 * import { pow } from '@tapeline/core/math'
 * console.log(pow(1.21, 0.5)) // 1.1: 21 % in two years are 10 % a year
 * ```
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (x !== x || y !== y) return NaN
  const magnitude = x < 0 ? -x : x
  if (y === Infinity || y === -Infinity) {
    if (magnitude === 1) return NaN
    return magnitude > 1 === y > 0 ? Infinity : 0
  }
  const whole = Math.floor(y) === y
  const odd = whole && y - 2 * Math.floor(y * 0.5) === 1
  const negative = odd && (x < 0 || (x === 0 && 1 / x < 0))
  if (x === 0 || magnitude === Infinity) {
    const big = (x === 0) === y < 0
    return big ? (negative ? -Infinity : Infinity) : negative ? -0 : 0
  }
  if (x < 0 && !whole) return NaN
  if (magnitude === 1) return negative ? -1 : 1
  const result = positivePower(magnitude, y)
  return negative ? -result : result
}

function positivePower(x: number, y: number): number {
  const subnormal = x < SMALLEST_NORMAL
  parts[0] = subnormal ? x * TWO_TO_54 : x
  takeApart()
  const k = (parts[1] as number) - (subnormal ? 54 : 0)
  const m = parts[0]

  // s = (m - 1) / (m + 1) in two parts; m - 1 is exact, m + 1 is not always.
  const above = m + 1
  const aboveLow = m - 1 >= 0 ? 1 - (above - m) : m - (above - 1)
  const s = (m - 1) / above
  const sLow = (m - 1 - s * above - (productLow(s, above, s * above) + s * aboveLow)) / above

  // log m = 2 s (1 + z / 3 + z^2 / 5 + ...), z = s^2: all before z^2 in two parts.
  const z = s * s
  const zLow = productLow(s, s, z) + 2 * s * sLow
  const tail = THIRD_LOW + z * seriesFromFifth(z)
  const a = THIRD + tail
  const aLow = THIRD - a + tail
  const b = z * a
  const bLow = productLow(z, a, b) + (z * aLow + zLow * a)
  const c = 1 + b
  const cLow = 1 - c + b + bLow
  const twice = 2 * s
  const d = twice * c
  const dLow = productLow(twice, c, d) + (twice * cLow + 2 * sLow * c)

  // log x = k ln 2 + log m; |k LN2_HIGH| is 0 or above |log m|, so the short form of an exact sum will do.
  const base = k * LN2_HIGH
  const l = base + d
  const lLow = (k === 0 ? 0 : base - l + d) + (dLow + k * LN2_LOW)
  const high = l + lLow
  const low = l - high + lLow

  const product = y * high
  if (product > 709.79) return Infinity
  if (product < -745.14) return 0
  return expOfSum(product, productLow(y, high, product) + y * low)
}

/** 1/5 + z/7 + z^2/9 + ... for z <= 0.0295. */
function seriesFromFifth(z: number): number {
  let sum = 1 / 23 + z / 25
  sum = 1 / 21 + z * sum
  sum = 1 / 19 + z * sum
  sum = 1 / 17 + z * sum
  sum = 1 / 15 + z * sum
  sum = 1 / 13 + z * sum
  sum = 1 / 11 + z * sum
  sum = 1 / 9 + z * sum
  sum = 1 / 7 + z * sum
  sum = 1 / 5 + z * sum
  return sum
}

/** a * b - product, exact (Veltkamp and Dekker), where nothing overflows. */
function productLow(a: number, b: number, product: number): number {
  const ca = SPLITTER * a
  const aHigh = ca - (ca - a)
  const aLow = a - aHigh
  const cb = SPLITTER * b
  const bHigh = cb - (cb - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

const SPLITTER = 134217729
const THIRD: number = 1 / 3
const THIRD_LOW = 1.850371707708594e-17
