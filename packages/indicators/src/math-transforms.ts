import * as math from '@tapeline/core/math'
import { transform, type Transform } from './transform.js'

export type { Transform }

/**
 * The angle whose cosine each sample is, in radians. Radians, 0 to π; null beyond -1 and 1. First value at sample 1; O(1). Formula: TA-Lib ACOS.
 *
 * @example
 * ```ts
 * import { acos } from '@tapeline/indicators'
 * console.log(acos.create().update(-1)) // 3.141592653589793
 * ```
 */
export const acos: Transform = /*#__PURE__*/ transform(
  'acos',
  (numbers) => {
    numbers[0] = math.acos(numbers[0] as number)
  },
  'Arc cosine',
  'ratio',
  false,
)

/**
 * The angle whose sine each sample is, in radians. Radians, -π/2 to π/2; null beyond -1 and 1. First value at sample 1; O(1). Formula: TA-Lib ASIN.
 *
 * @example
 * ```ts
 * import { asin } from '@tapeline/indicators'
 * console.log(asin.create().update(1)) // 1.5707963267948966
 * ```
 */
export const asin: Transform = /*#__PURE__*/ transform(
  'asin',
  (numbers) => {
    numbers[0] = math.asin(numbers[0] as number)
  },
  'Arc sine',
  'ratio',
  false,
)

/**
 * The angle whose tangent each sample is, in radians. Radians, -π/2 to π/2. First value at sample 1; O(1). Formula: TA-Lib ATAN.
 *
 * @example
 * ```ts
 * import { atan } from '@tapeline/indicators'
 * console.log(atan.create().update(1)) // 0.7853981633974483
 * ```
 */
export const atan: Transform = /*#__PURE__*/ transform(
  'atan',
  (numbers) => {
    math.atanAt(numbers, 0)
  },
  'Arc tangent',
  'ratio',
  true,
)

/**
 * Each sample rounded up to a whole number. Unit of its input. First value at sample 1; O(1). Formula: TA-Lib CEIL.
 *
 * @example
 * ```ts
 * import { ceil } from '@tapeline/indicators'
 * console.log(ceil.create().update(1.2)) // 2
 * ```
 */
export const ceil: Transform = /*#__PURE__*/ transform(
  'ceil',
  (numbers) => {
    numbers[0] = Math.ceil(numbers[0] as number)
  },
  'Ceiling',
  'input',
  true,
)

/**
 * The cosine of each sample, an angle in radians. A plain number, -1 to 1. First value at sample 1; O(1). Formula: TA-Lib COS.
 *
 * @example
 * ```ts
 * import { cos } from '@tapeline/indicators'
 * console.log(cos.create().update(0)) // 1
 * ```
 */
export const cos: Transform = /*#__PURE__*/ transform(
  'cos',
  (numbers) => {
    numbers[0] = math.cos(numbers[0] as number)
  },
  'Cosine',
  'ratio',
  true,
)

/**
 * The hyperbolic cosine of each sample. A plain number; null where it is beyond all numbers. First value at sample 1; O(1). Formula: TA-Lib COSH.
 *
 * @example
 * ```ts
 * import { cosh } from '@tapeline/indicators'
 * console.log(cosh.create().update(0)) // 1
 * ```
 */
export const cosh: Transform = /*#__PURE__*/ transform(
  'cosh',
  (numbers) => {
    math.coshAt(numbers, 0)
  },
  'Hyperbolic cosine',
  'ratio',
  false,
)

/**
 * e to the power of each sample. A plain number; null where it is beyond all numbers. First value at sample 1; O(1). Formula: TA-Lib EXP.
 *
 * @example
 * ```ts
 * import { exp } from '@tapeline/indicators'
 * console.log(exp.create().update(1)) // 2.718281828459045
 * ```
 */
export const exp: Transform = /*#__PURE__*/ transform(
  'exp',
  (numbers) => {
    math.expAt(numbers, 0)
  },
  'Exponential',
  'ratio',
  false,
)

/**
 * Each sample rounded down to a whole number. Unit of its input. First value at sample 1; O(1). Formula: TA-Lib FLOOR.
 *
 * @example
 * ```ts
 * import { floor } from '@tapeline/indicators'
 * console.log(floor.create().update(1.8)) // 1
 * ```
 */
export const floor: Transform = /*#__PURE__*/ transform(
  'floor',
  (numbers) => {
    numbers[0] = Math.floor(numbers[0] as number)
  },
  'Floor',
  'input',
  true,
)

/**
 * The natural logarithm of each sample: differences of it are returns. A plain number; null for 0 and less. First value at sample 1; O(1). Formula: TA-Lib LN.
 *
 * @example
 * ```ts
 * import { ln } from '@tapeline/indicators'
 * console.log(ln.create().update(1)) // 0
 * ```
 */
export const ln: Transform = /*#__PURE__*/ transform(
  'ln',
  (numbers) => {
    math.logAt(numbers, 0)
  },
  'Natural logarithm',
  'ratio',
  false,
)

/**
 * The logarithm to base 10 of each sample. A plain number, exact for powers of ten; null for 0 and less. First value at sample 1; O(1). Formula: TA-Lib LOG10.
 *
 * @example
 * ```ts
 * import { log10 } from '@tapeline/indicators'
 * console.log(log10.create().update(1000)) // 3
 * ```
 */
export const log10: Transform = /*#__PURE__*/ transform(
  'log10',
  (numbers) => {
    numbers[0] = math.log10(numbers[0] as number)
  },
  'Logarithm to base 10',
  'ratio',
  false,
)

/**
 * The sine of each sample, an angle in radians. A plain number, -1 to 1. First value at sample 1; O(1). Formula: TA-Lib SIN.
 *
 * @example
 * ```ts
 * import { sin } from '@tapeline/indicators'
 * console.log(sin.create().update(0.5)) // 0.479425538604203
 * ```
 */
export const sin: Transform = /*#__PURE__*/ transform(
  'sin',
  (numbers) => {
    math.sinAt(numbers, 0)
  },
  'Sine',
  'ratio',
  true,
)

/**
 * The hyperbolic sine of each sample. A plain number; null where it is beyond all numbers. First value at sample 1; O(1). Formula: TA-Lib SINH.
 *
 * @example
 * ```ts
 * import { sinh } from '@tapeline/indicators'
 * console.log(sinh.create().update(1)) // 1.1752011936438014
 * ```
 */
export const sinh: Transform = /*#__PURE__*/ transform(
  'sinh',
  (numbers) => math.sinhAt(numbers, 0),
  'Hyperbolic sine',
  'ratio',
  false,
)

/**
 * The square root of each sample. Root of the unit of its input; null below 0. First value at sample 1; O(1). Formula: TA-Lib SQRT.
 *
 * @example
 * ```ts
 * import { sqrt } from '@tapeline/indicators'
 * console.log(sqrt.create().update(9)) // 3
 * ```
 */
export const sqrt: Transform = /*#__PURE__*/ transform(
  'sqrt',
  (numbers) => {
    numbers[0] = Math.sqrt(numbers[0] as number)
  },
  'Square root',
  'ratio',
  false,
)

/**
 * The tangent of each sample, an angle in radians. A plain number. First value at sample 1; O(1). Formula: TA-Lib TAN.
 *
 * @example
 * ```ts
 * import { tan } from '@tapeline/indicators'
 * console.log(tan.create().update(0)) // 0
 * ```
 */
export const tan: Transform = /*#__PURE__*/ transform(
  'tan',
  (numbers) => {
    numbers[0] = math.tan(numbers[0] as number)
  },
  'Tangent',
  'ratio',
  true,
)

/**
 * Each sample squeezed into -1 to 1. A plain number, -1 to 1. First value at sample 1; O(1). Formula: TA-Lib TANH.
 *
 * @example
 * ```ts
 * import { tanh } from '@tapeline/indicators'
 * console.log(tanh.create().update(100)) // 1
 * ```
 */
export const tanh: Transform = /*#__PURE__*/ transform(
  'tanh',
  (numbers) => {
    numbers[0] = math.tanh(numbers[0] as number)
  },
  'Hyperbolic tangent',
  'ratio',
  true,
)
