/** How a sample lies and spreads. */
export interface Moments {
  readonly mean: number
  /** Sample standard deviation (n - 1 below); 0 where values differ by no more than rounding does. */
  readonly deviation: number
  /** Mean of `(value - mean)^2`. */
  readonly second: number
  /** Mean of `(value - mean)^3`. */
  readonly third: number
  /** Mean of `(value - mean)^4`. */
  readonly fourth: number
}

export function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** In two passes; NaN for no values. */
export function momentsOf(values: readonly number[]): Moments {
  const n = values.length
  const center = mean(values)
  let second = 0
  let third = 0
  let fourth = 0
  for (const value of values) {
    const d = value - center
    second += d * d
    third += d * d * d
    fourth += d * d * d * d
  }
  const deviation = Math.sqrt(second / (n - 1))
  return {
    mean: center,
    deviation: deviation <= 1e-12 * (1 + Math.abs(center)) ? 0 : deviation,
    second: second / n,
    third: third / n,
    fourth: fourth / n,
  }
}
