/** The value below which a share `p` of the sample lies, linear between order statistics (Hyndman and Fan's type 7, as R and NumPy). */
export function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort()
  const position = p * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low + (position - below) * (high - low)
}
