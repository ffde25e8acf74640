/**
 * Takes whole quarter turns out of the angle in `remainder[0]`, finite, of any size: returns how many, modulo 4, and
 * leaves what remains, at most π/4 in size, as `remainder[0] + remainder[1]`.
 */
export function takeQuarterTurns(): number {
  const x = remainder[0] as number
  if (x <= LARGEST_FOR_PARTS && x >= -LARGEST_FOR_PARTS) return byParts()
  return x < 0 ? -byIntegers(-x, -1) & 3 : byIntegers(x, 1)
}

/**
 * What {@link takeQuarterTurns} takes and leaves: an angle; the nearest double, and what it misses. A number that crosses a
 * call which is not inlined would be boxed.
 */
export const remainder: Float64Array = /*#__PURE__*/ new Float64Array(2)

/** Up to here a count of quarter turns has 20 bits, and its product with a part of 33 bits is exact. */
const LARGEST_FOR_PARTS = 1e6
const TURNS_A_RADIAN = 0.6366197723675814

/** Cody and Waite: π/2 in three parts of 33 bits and one of 53, the last two differences with what they lose. */
function byParts(): number {
  const x = remainder[0] as number
  const turns = Math.floor(x * TURNS_A_RADIAN + 0.5)
  const first = x - turns * 1.5707963267341256
  const second = turns * 6.077100506303966e-11
  const b = first - second
  const bBack = b - first
  const bLost = first - (b - bBack) - (second + bBack)
  const third = turns * 2.0222662487111665e-21
  const c = b - third
  const cBack = c - b
  const cLost = b - (c - cBack) - (third + cBack)
  const low = bLost + cLost - turns * 8.4784276603689e-32
  const high = c + low
  remainder[0] = high
  remainder[1] = c - high + low
  return turns & 3
}

/** In whole numbers with 1200 bits of 2/π, for angles at which a part would run out of bits. */
function byIntegers(x: number, sign: 1 | -1): number {
  let exponent = 0
  let mantissa = x
  while (mantissa >= TWO_TO_53) {
    mantissa /= 2
    exponent++
  }
  while (mantissa !== Math.floor(mantissa)) {
    mantissa *= 2
    exponent--
  }
  const shift = BigInt(1200 - exponent)
  const product = BigInt(mantissa) * TWO_OVER_PI
  const turns = (product + (1n << (shift - 1n))) >> shift
  const fraction = (product - (turns << shift)) >> (shift - 170n)
  const angle = (fraction * HALF_PI) >> 170n
  const high = Number(angle)
  remainder[0] = sign * (high * TWO_TO_MINUS_170)
  remainder[1] = sign * (Number(angle - BigInt(high)) * TWO_TO_MINUS_170)
  return Number(turns & 3n)
}

const TWO_TO_53 = 9007199254740992
const TWO_TO_MINUS_170 = 6.681911775230489e-52

/** 2/π times 2^1200, π/2 times 2^170, both rounded down. */
const TWO_OVER_PI =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7bn
const HALF_PI = 0x6487ed5110b4611a62633145c06e0e6894812704453n
