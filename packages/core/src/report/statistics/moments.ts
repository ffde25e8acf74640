export function mean(values: readonly number[]): number {
  let sum = 0
  for (const value of values) sum += value
  return sum / values.length
}

/** Mean of `(value - mean)^power`, for the powers 2, 3 and 4. */
export function centralMoment(values: readonly number[], power: 2 | 3 | 4): number {
  const center = mean(values)
  let sum = 0
  for (const value of values) {
    const d = value - center
    sum += power === 2 ? d * d : power === 3 ? d * d * d : d * d * d * d
  }
  return sum / values.length
}

/** Sample standard deviation (n - 1 below). Differences that only rounding makes count as none: the result is then 0. */
export function sampleDeviation(values: readonly number[]): number {
  const n = values.length
  const deviation = Math.sqrt((centralMoment(values, 2) * n) / (n - 1))
  return deviation <= 1e-12 * (1 + Math.abs(mean(values))) ? 0 : deviation
}
