/**
 * From `from` on, the row up to which all numbers lie within 30 % of the first: the difference of any two of them is then
 * exact (Sterbenz), and all are samples. Looks at four at a time.
 */
export function alikeUntil(input: Float64Array, from: number, to: number): number {
  const first = input[from] as number
  const square = first * first
  if (!(square < 1e199)) return from
  const limit = 0.09 * square
  let i = from
  for (; i + 3 < to; i += 4) {
    const a = (input[i] as number) - first
    const b = (input[i + 1] as number) - first
    const c = (input[i + 2] as number) - first
    const d = (input[i + 3] as number) - first
    if (!(a * a + b * b + c * c + d * d < limit)) break
  }
  return i
}

/**
 * A whole block of a window of extremes in one pass over rows that are alike, from both ends to the other: writes the extreme
 * of the older block's suffix (`best`, times `direction`) and of the rows so far, and leaves in `best` those of the rows' own
 * suffixes.
 *
 * Which of two prices is higher is not to be guessed, so there is nothing to guess: of two numbers whose difference is exact,
 * x + (|d| + d) / 2 with d = y - x is the higher one, to the bit. The rows of `output` that are still to come keep what `best`
 * has to give up.
 */
export function slideBlock(
  input: Float64Array,
  output: Float64Array,
  from: number,
  best: Float64Array,
  length: number,
  direction: number,
): void {
  let prefix = (input[from] as number) * direction
  let suffix = (input[from + length - 1] as number) * direction
  let a = 0
  let b = length - 1
  for (; a <= b; a++, b--) {
    const x = (input[from + a] as number) * direction
    const y = (input[from + b] as number) * direction
    const above = prefix - x
    const behind = suffix - y
    prefix = x + (above + Math.abs(above)) * 0.5
    suffix = y + (behind + Math.abs(behind)) * 0.5
    const older = best[a] as number
    output[from + b] = best[b] as number
    best[b] = suffix
    output[from + a] = (older > prefix ? older : prefix) * direction
  }
  for (; b >= 0; a++, b--) {
    const x = (input[from + a] as number) * direction
    const y = (input[from + b] as number) * direction
    const above = prefix - x
    const behind = suffix - y
    prefix = x + (above + Math.abs(above)) * 0.5
    suffix = y + (behind + Math.abs(behind)) * 0.5
    const older = output[from + a] as number
    best[b] = suffix
    output[from + a] = (older > prefix ? older : prefix) * direction
  }
}
