import { remainder, takeQuarterTurns } from './quarter-turns.js'

/**
 * The sine of an angle in radians, bit-equal on every runtime (`Math.sin` is not). Within 1 ulp of the true value for
 * angles of any size; `NaN` at infinity. Cost: some ten nanoseconds, no memory; beyond 1e6 some microseconds.
 *
 * Method: the nearest quarter turn is taken out (Cody and Waite; whole numbers for large angles), the rest by its series.
 *
 * @example
 * ```ts
 * import { sin } from '@tapeline/core/math'
 * console.log(sin(0.5)) // 0.479425538604203
 * ```
 */
export function sin(x: number): number {
  remainder[0] = x
  takeSine()
  return remainder[0]
}

/**
 * {@link sin} in place: puts the sine of `numbers[at]` there. No number crosses the call, so that a loop around it allocates
 * nothing, however much else is in it.
 *
 * @example
 * ```ts
 * import { sinAt } from '@tapeline/core/math'
 * const numbers = Float64Array.of(0, 0.5)
 * sinAt(numbers, 1)
 * console.log(numbers[1]) // 0.479425538604203
 * ```
 */
export function sinAt(numbers: Float64Array, at: number): void {
  remainder[0] = numbers[at] as number
  takeSine()
  numbers[at] = remainder[0]
}

/**
 * The cosine of an angle in radians: as {@link sin}, a quarter turn ahead.
 *
 * @example
 * ```ts
 * import { cos } from '@tapeline/core/math'
 * console.log(cos(0.5)) // 0.8775825618903728
 * ```
 */
export function cos(x: number): number {
  remainder[0] = x
  takeCosine()
  return remainder[0]
}

/**
 * The tangent of an angle in radians: as {@link sin}, within 2 ulp.
 *
 * @example
 * ```ts
 * import { tan } from '@tapeline/core/math'
 * console.log(tan(0.5)) // 0.5463024898437905
 * ```
 */
export function tan(x: number): number {
  remainder[0] = x
  takeTangent()
  return remainder[0]
}

/** From the angle in `remainder[0]` to its sine there. */
function takeSine(): void {
  const x = remainder[0] as number
  if (x === 0) return
  if (x - x !== 0) {
    remainder[0] = NaN
    return
  }
  const turns = takeQuarterTurns()
  if ((turns & 1) === 0) sineSeries()
  else cosineSeries()
  remainder[0] = (series[0] as number) * (turns > 1 ? -1 : 1)
}

/** From the angle in `remainder[0]` to its cosine there. */
function takeCosine(): void {
  const x = remainder[0] as number
  if (x - x !== 0) {
    remainder[0] = NaN
    return
  }
  const turns = takeQuarterTurns()
  if ((turns & 1) === 0) cosineSeries()
  else sineSeries()
  remainder[0] = (series[0] as number) * (turns === 1 || turns === 2 ? -1 : 1)
}

/** From the angle in `remainder[0]` to its tangent there. */
function takeTangent(): void {
  const x = remainder[0] as number
  if (x === 0) return
  if (x - x !== 0) {
    remainder[0] = NaN
    return
  }
  const turns = takeQuarterTurns()
  sineSeries()
  const sine = series[0] as number
  cosineSeries()
  const cosine = series[0] as number
  if ((turns & 1) === 0) remainder[0] = sine / cosine
  else remainder[0] = -cosine / sine
}

/** What a series came to: a number that crosses a call which is not inlined would be boxed. */
const series: Float64Array = /*#__PURE__*/ new Float64Array(1)

/** Of what is left, at most π/4: the first neglected term, r^19 / 19!, is below 1e-19. */
function sineSeries(): void {
  const r = remainder[0] as number
  const low = remainder[1] as number
  const z = r * r
  let sum = -1 / 1307674368000 + z / 355687428096000
  sum = 1 / 6227020800 + z * sum
  sum = -1 / 39916800 + z * sum
  sum = 1 / 362880 + z * sum
  sum = -1 / 5040 + z * sum
  sum = 1 / 120 + z * sum
  sum = -1 / 6 + z * sum
  series[0] = r + (r * z * sum + low * (1 - 0.5 * z))
}

/** Of what is left, at most π/4: the first neglected term, r^20 / 20!, is below 1e-20. */
function cosineSeries(): void {
  const r = remainder[0] as number
  const low = remainder[1] as number
  const z = r * r
  let sum = 1 / 20922789888000 - z / 6402373705728000
  sum = -1 / 87178291200 + z * sum
  sum = 1 / 479001600 + z * sum
  sum = -1 / 3628800 + z * sum
  sum = 1 / 40320 + z * sum
  sum = -1 / 720 + z * sum
  sum = 1 / 24 + z * sum
  const half = 0.5 * z
  const most = 1 - half
  series[0] = most + (1 - most - half + (z * z * sum - r * low))
}
