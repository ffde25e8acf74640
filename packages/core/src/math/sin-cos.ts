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
  if (x === 0 || x - x !== 0) return x === 0 ? x : NaN
  const turns = takeQuarterTurns(x)
  const size = (turns & 1) === 0 ? sineSeries() : cosineSeries()
  return turns > 1 ? -size : size
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
  if (x - x !== 0) return NaN
  const turns = takeQuarterTurns(x)
  const size = (turns & 1) === 0 ? cosineSeries() : sineSeries()
  return turns === 1 || turns === 2 ? -size : size
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
  if (x === 0 || x - x !== 0) return x === 0 ? x : NaN
  const turns = takeQuarterTurns(x)
  const sine = sineSeries()
  const cosine = cosineSeries()
  return (turns & 1) === 0 ? sine / cosine : -cosine / sine
}

/** Of what is left, at most π/4: the first neglected term, r^19 / 19!, is below 1e-19. */
function sineSeries(): number {
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
  return r + (r * z * sum + low * (1 - 0.5 * z))
}

/** Of what is left, at most π/4: the first neglected term, r^20 / 20!, is below 1e-20. */
function cosineSeries(): number {
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
  return most + (1 - most - half + (z * z * sum - r * low))
}
