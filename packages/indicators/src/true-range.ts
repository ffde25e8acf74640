/**
 * How far price moved in a bar, the gap from the close before included: max(high, previous) - min(low, previous), with no
 * branch to guess. Exact while that is less than a quarter of the price, to the last bit but one beyond.
 */
export function trueRange(high: number, low: number, previous: number): number {
  return (high - low + Math.abs(high - previous) + Math.abs(previous - low)) * 0.5
}
